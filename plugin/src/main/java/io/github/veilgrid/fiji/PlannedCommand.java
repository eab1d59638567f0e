package io.github.veilgrid.fiji;

/** A command whose dialog tells, while it is open, what the interpolation does and what a run would send and take. */
abstract class PlannedCommand extends VeilgridCommand {

    private final LivePlan plan = new LivePlan(this::showPlan);

    /** Puts a text, several lines long, where the dialog shows it. From any thread. */
    abstract void showPlan(String text);

    /** Says what would be done as the inputs are now. */
    abstract void askPlan(LivePlan live);

    /** SciJava calls this when the dialog opens and after every change of an input; never without a dialog. */
    @Override
    public void preview() {
        askPlan(plan);
    }

    /** SciJava calls this when the user closed the dialog, or the command failed. */
    @Override
    public void cancel() {
        plan.stop();
    }

    @Override
    public final void run() {
        plan.stop();
        carryOut();
    }

    abstract void carryOut();
}
