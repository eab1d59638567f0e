package io.github.veilgrid.fiji;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.ItemVisibility;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.ModuleItem;
import org.scijava.service.Service;

/** What all commands must keep so that dialogs help and macros mean the same in Fiji and in plain ImageJ. */
class CommandConventionsTest {

    private final Context context = new Context(CommandService.class);

    @AfterEach
    void dispose() {
        context.dispose();
    }

    private List<CommandInfo> commands() {
        List<CommandInfo> commands = context.service(CommandService.class).getCommands().stream()
                .filter(command -> command.getClassName().startsWith("io.github.veilgrid.fiji")).toList();
        assertFalse(commands.isEmpty(), "the plugin index names the commands");
        return commands;
    }

    @Test
    void commandsLieUnderPluginsVeilgridAndRunHeadless() {
        for (CommandInfo command : commands()) {
            assertTrue(command.getMenuPath().getMenuString().startsWith("Plugins > Veilgrid > "), command.toString());
            assertTrue(command.canRunHeadless(), command.toString());
            assertFalse(command.getDescription().isEmpty(), command.toString());
        }
    }

    @Test
    void inputsAreOneLowerCaseWordWithLabelAndDescriptionAndNeverBoolean() {
        for (CommandInfo command : commands()) {
            for (ModuleItem<?> input : command.inputs()) {
                String what = command.getTitle() + ": " + input.getName();
                if (input.getType() == Context.class || Service.class.isAssignableFrom(input.getType())) {
                    continue;
                }
                assertTrue(input.getName().matches("[a-z]+"), what);
                assertFalse(input.getType() == boolean.class || input.getType() == Boolean.class, what);
                boolean message = input.getVisibility() == ItemVisibility.MESSAGE;
                assertTrue(message || input.getLabel() != null && !input.getLabel().isEmpty(), what);
                assertTrue(input.getDescription() != null && !input.getDescription().isEmpty(), what);
            }
        }
    }

    @Test
    void passphrasesAreStarsAndNeverPersisted() {
        for (CommandInfo command : commands()) {
            for (ModuleItem<?> input : command.inputs()) {
                if (input.getName().contains("passphrase")) {
                    assertEquals("password", input.getWidgetStyle(), command.getTitle());
                    assertFalse(input.isPersisted(), command.getTitle());
                }
            }
        }
    }

    @Test
    void plainImageJHasTheSameMenu() throws Exception {
        String config;
        try (var in = getClass().getResourceAsStream("/plugins.config")) {
            config = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String wanted = commands().stream()
                .map(command -> "\"" + command.getMenuPath().getLeaf().getName() + "\" " + command.getClassName())
                .sorted().collect(Collectors.joining("\n"));
        String found = config.lines().filter(line -> line.startsWith("Plugins>Veilgrid"))
                .map(line -> line.replaceAll(".*(\"[^\"]*\"), .*\\(\"([^\"]*)\"\\)", "$1 $2"))
                .sorted().collect(Collectors.joining("\n"));
        assertEquals(wanted, found);
    }
}
