package io.github.veilgrid.cli;

import io.github.veilgrid.app.JobFailure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code veilgrid}: the root command. */
@Command(name = "veilgrid", scope = ScopeType.INHERIT, mixinStandardHelpOptions = true, versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Encrypted regridding of medical scans: a remote party without a key resamples a DICOM series onto another "
                    + "grid and never sees a voxel."},
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done", "1:something unforeseen", "2:the command line makes no sense",
            "3:the scan, the target or a file is refused", "4:the remote party's answer is missing or damaged",
            "5:the result failed its check", "6:the key or passphrase is not the one",
            "130:cancelled"},
        footerHeading = "%nExample:%n",
        footer = {"  veilgrid run sample-scans/ct-skull --spacing 1,1,1 --output out"},
        subcommands = {
            RunCommand.class, PlanCommand.class, KeygenCommand.class, EncryptCommand.class, RegridCommand.class,
            DecryptCommand.class, ServeCommand.class, ServeTokenCommand.class, CompareCommand.class, ConvertCommand.class, InfoCommand.class, BatchCommand.class, MacroCommand.class,
            BenchCommand.class})
public final class Main implements Runnable {

    @Spec
    private CommandSpec spec;

    private Main() {
    }

    /** Runs a command line and exits with its code. */
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        // dcm4che logs through SLF4J, which complains on standard error where no logger is installed.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        // Java's HTTP client reads 16 kB at a time otherwise; answers are megabytes.
        System.setProperty("jdk.httpclient.bufsize", Integer.toString(1 << 18));
        System.exit(run(arguments));
    }

    /** Runs a command line and returns its exit code. */
    public static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        CommandLine root = new CommandLine(new Main());
        root.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, Main::commands);
        return root
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::usageError)
                .setExecutionExceptionHandler(Main::failure);
    }

    /** Commands with the first sentence of what each says of itself. */
    private static String commands(Help help) {
        int names = help.subcommands().keySet().stream().mapToInt(String::length).max().orElse(0) + 2;
        TextTable table = TextTable.forColumns(help.colorScheme(), new Column(names, 2, Column.Overflow.TRUNCATE),
                new Column(help.commandSpec().usageMessage().width() - names, 2, Column.Overflow.WRAP));
        help.subcommands().forEach((name, each) ->
                table.addRowValues(name, each.commandSpec().usageMessage().description()[0].replaceFirst("(?s)\\. .*", ".")));
        return table.toString();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private static int usageError(ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + oneLine(error.getMessage()) + " (see '" + name + " --help')");
        return JobFailure.Kind.USAGE.exitCode();
    }

    private static int failure(Exception thrown, CommandLine command, CommandLine.ParseResult parsed) {
        if (thrown instanceof JobFailure failure) {
            command.getErr().println("veilgrid: " + oneLine(failure.getMessage()));
            return failure.exitCode();
        }
        String message = thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
        command.getErr().println("veilgrid: " + oneLine(message));
        return thrown instanceof IllegalArgumentException
                ? JobFailure.Kind.USAGE.exitCode()
                : JobFailure.Kind.UNEXPECTED.exitCode();
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s*\\R\\s*", "; ");
    }
}
