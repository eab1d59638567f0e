// Regrids every series of a folder under encryption, one folder each, and lists the results in a table.
// For many series, and for tables of jobs, 'veilgrid batch' does the same side by side and goes on where it stopped.
//
// As it stands it takes sample-scans/, if ImageJ was started where Veilgrid lies.
// Without a display, from Veilgrid's folder:
//   ./veilgrid macro macros/Folder_With_Table.ijm
//   ./veilgrid macro macros/Folder_With_Table.ijm FOLDER,OUTPUT,MILLIMETRES

argument = getArgument();
sample = getDirectory("cwd") + "sample-scans/";
spacing = "2";
if (argument != "") {
    words = split(argument, ",");
    folder = words[0] + "/";
    output = words[1] + "/";
    spacing = words[2];
} else if (File.exists(sample)) {
    folder = sample;
    output = getDirectory("temp") + "veilgrid-" + d2s(getTime(), 0) + "/";
} else {
    folder = getDirectory("Choose a folder of folders, a DICOM series in each");
    output = getDirectory("Choose an empty folder for the results");
    spacing = getString("Millimetres", "1");
}

if (!File.exists(output)) File.makeDirectory(output);
list = getFileList(folder);
row = 0;
for (i = 0; i < list.length; i++) {
    if (endsWith(list[i], "/") && holdsDicom(folder + list[i])) {
        name = "series-" + IJ.pad(row + 1, 4);
        run("Regrid DICOM Series...", "input=[" + folder + list[i] + "] spacing=" + spacing
            + " interpolation=linear outside=fill tolerance=0.5 output=[" + output + name + "]");
        getDimensions(columns, rows, channels, slices, frames);
        getVoxelSize(width, height, depth, unit);
        setResult("Result", row, name);
        setResult("Columns", row, columns);
        setResult("Rows", row, rows);
        setResult("Slices", row, slices);
        setResult("Spacing", row, depth);
        close();
        row++;
    }
}
saveAs("Results", output + "results.csv");
print(row + " series regridded; table in " + output + "results.csv");

function holdsDicom(path) {
    files = getFileList(path);
    for (f = 0; f < files.length; f++) {
        if (endsWith(files[f], ".dcm")) return true;
    }
    return false;
}
