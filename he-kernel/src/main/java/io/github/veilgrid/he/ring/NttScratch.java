package io.github.veilgrid.he.ring;

/** Row matrices of one dimension, owned by one thread for the duration of a transform. */
final class NttScratch {

    private static final ThreadLocal<NttScratch[]> OF_THREAD = ThreadLocal.withInitial(() -> new NttScratch[17]);

    final double[][] rows;
    final double[][] reversed;
    final double[][] transposed;

    private NttScratch(RowLayout layout) {
        rows = new double[layout.rows()][layout.columns()];
        reversed = new double[layout.rows()][layout.columns()];
        transposed = new double[layout.columns()][layout.rows()];
    }

    static NttScratch of(RowLayout layout) {
        int log = layout.logRows() + layout.logColumns();
        NttScratch[] all = OF_THREAD.get();
        if (all[log] == null) {
            all[log] = new NttScratch(layout);
        }
        return all[log];
    }
}
