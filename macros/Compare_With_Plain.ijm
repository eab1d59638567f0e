// Regrids one series under encryption, then compares every voxel with the same resampling in the clear and
// saves the picture of both, of what the remote party sees, and of the difference.
//
// As it stands it takes the head CT of sample-scans/, if ImageJ was started where Veilgrid lies.
// Without a display, from Veilgrid's folder:
//   ./veilgrid macro macros/Compare_With_Plain.ijm
//   ./veilgrid macro macros/Compare_With_Plain.ijm SERIES,OUTPUT

argument = getArgument();
sample = getDirectory("cwd") + "sample-scans/ct-skull";
if (argument != "") {
    words = split(argument, ",");
    series = words[0];
    output = words[1];
} else if (File.exists(sample)) {
    series = sample;
    output = getDirectory("temp") + "veilgrid-" + d2s(getTime(), 0);
} else {
    series = getDirectory("Choose the folder of a DICOM series");
    output = getDirectory("Choose an empty folder for the result");
}

run("Regrid DICOM Series...", "input=[" + series + "] spacing=1.5 interpolation=linear outside=fill "
    + "tolerance=0.5 output=[" + output + "]");
run("Compare Regridded...", "input=[" + series + "] regridded=[" + output + "] interpolation=linear outside=fill "
    + "tolerance=0.5");
saveAs("PNG", output + "-comparison.png");
print("Picture in " + output + "-comparison.png");
