// Puts one series on the grid of another of the same orientation, under encryption; afterwards voxel (x, y, z) of
// one is voxel (x, y, z) of the other.
//
// As it stands it makes a coarse series of the brain of sample-scans/ and puts the brain on its grid, if ImageJ was
// started where Veilgrid lies.
// Without a display, from Veilgrid's folder:
//   ./veilgrid macro macros/On_Anothers_Grid.ijm
//   ./veilgrid macro macros/On_Anothers_Grid.ijm SERIES,OTHER,OUTPUT

argument = getArgument();
sample = getDirectory("cwd") + "sample-scans/mr-brain";
rest = " interpolation=linear outside=fill tolerance=0.5";
if (argument != "") {
    words = split(argument, ",");
    series = words[0];
    other = words[1];
    output = words[2];
} else if (File.exists(sample)) {
    series = sample;
    other = getDirectory("temp") + "veilgrid-other-" + d2s(getTime(), 0);
    output = getDirectory("temp") + "veilgrid-" + d2s(getTime(), 0);
    run("Regrid DICOM Series...", "input=[" + series + "] spacing=3,2,4 output=[" + other + "]" + rest);
    close();
} else {
    series = getDirectory("Choose the folder of the series");
    other = getDirectory("Choose the folder of the series that has the grid");
    output = getDirectory("Choose an empty folder for the result");
}

run("Regrid DICOM Series...", "input=[" + series + "] like=[" + other + "] output=[" + output + "]" + rest);

getVoxelSize(width, height, depth, unit);
print("On the other's grid: voxels of " + width + " x " + height + " x " + depth + " " + unit);
