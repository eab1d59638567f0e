/**
 * What a Fiji on an old Java loads of Veilgrid: menu entries that say what is needed, in place of commands whose classes
 * that Java cannot read. Compiled for Java 8. On Java 17 and later it does nothing.
 */
package io.github.veilgrid.guard;
