/**
 * SciJava commands in plain ImageJ. {@code plugins.config} names one {@link io.github.veilgrid.bridge.CommandBridge} per
 * menu entry; it reads a command's inputs from the macro options, or asks for them in ImageJ's GenericDialog, runs the
 * command and shows its images. It knows no command: everything comes from the commands' own annotations.
 *
 * <p>Compiled for Java 8, so that ImageJ on an old Java can say what is missing.
 */
package io.github.veilgrid.bridge;
