// Makes the voxels of one series cubes as wide as its pixels, under encryption: no thick slices any more.
//
// As it stands it takes the brain of sample-scans/ (1 x 1 x 2 mm), if ImageJ was started where Veilgrid lies.
// Without a display, from Veilgrid's folder:
//   ./veilgrid macro macros/Isotropic_Voxels.ijm
//   ./veilgrid macro macros/Isotropic_Voxels.ijm SERIES,OUTPUT,MILLIMETRES

argument = getArgument();
sample = getDirectory("cwd") + "sample-scans/mr-brain";
spacing = "1";
if (argument != "") {
    words = split(argument, ",");
    series = words[0];
    output = words[1];
    spacing = words[2];
} else if (File.exists(sample)) {
    series = sample;
    output = getDirectory("temp") + "veilgrid-" + d2s(getTime(), 0);
} else {
    series = getDirectory("Choose the folder of a DICOM series");
    output = getDirectory("Choose an empty folder for the result");
    spacing = getString("Millimetres", "1");
}

run("Regrid DICOM Series...", "input=[" + series + "] spacing=" + spacing + " interpolation=linear outside=fill "
    + "tolerance=0.5 output=[" + output + "]");

getVoxelSize(width, height, depth, unit);
print("Voxels of " + width + " x " + height + " x " + depth + " " + unit + ", " + nSlices + " slices");
