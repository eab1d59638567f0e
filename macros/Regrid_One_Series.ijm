// Regrids one DICOM series to 1 mm under encryption and opens the result.
//
// As it stands it takes the head CT of sample-scans/, if ImageJ was started where Veilgrid lies,
// and asks for two folders otherwise.
// Without a display, from Veilgrid's folder:
//   ./veilgrid macro macros/Regrid_One_Series.ijm              (the head CT)
//   ./veilgrid macro macros/Regrid_One_Series.ijm SERIES,OUTPUT

argument = getArgument();
sample = getDirectory("cwd") + "sample-scans/ct-skull";
if (argument != "") {
    folders = split(argument, ",");
    series = folders[0];
    output = folders[1];
} else if (File.exists(sample)) {
    series = sample;
    output = getDirectory("temp") + "veilgrid-" + d2s(getTime(), 0);
} else {
    series = getDirectory("Choose the folder of a DICOM series");
    output = getDirectory("Choose an empty folder for the result");
}

run("Regrid DICOM Series...", "input=[" + series + "] spacing=1,1,1 interpolation=linear outside=fill "
    + "tolerance=0.5 output=[" + output + "]");

getVoxelSize(width, height, depth, unit);
getDimensions(columns, rows, channels, slices, frames);
print("Regridded to " + columns + " x " + rows + " x " + slices + " voxels of "
    + width + " x " + height + " x " + depth + " " + unit + " in " + output);
