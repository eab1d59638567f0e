package io.github.veilgrid.app;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/**
 * The most heap this process used since {@link #start}: the sum of the heap pools' peaks, garbage not yet collected
 * included, so an upper bound.
 */
final class HeapPeak {

    private HeapPeak() {
    }

    static void start() {
        pools().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    static long bytes() {
        return pools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    }

    private static List<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }
}
