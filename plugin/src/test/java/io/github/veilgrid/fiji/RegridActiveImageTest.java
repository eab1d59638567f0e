package io.github.veilgrid.fiji;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.command.DynamicCommand;

class RegridActiveImageTest {

    private static final int SEED = 3;
    private static final int WIDTH = 24;
    private static final int HEIGHT = 17;
    private static final int SLICES = 6;
    private static final int CHANNELS = 2;
    private static final int FRAMES = 3;

    private final Commands commands = new Commands();

    @AfterEach
    void dispose() {
        commands.close();
    }

    private static ImagePlus hyperstack(int bits) {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        ImageStack stack = ImageStack.create(WIDTH, HEIGHT, CHANNELS * SLICES * FRAMES, bits);
        for (int index = 1; index <= stack.size(); index++) {
            ImageProcessor slice = stack.getProcessor(index);
            for (int i = 0; i < WIDTH * HEIGHT; i++) {
                slice.setf(i, bits == 32 ? (float) random.nextGaussian() : random.nextInt(bits == 8 ? 256 : 65536));
            }
        }
        ImagePlus image = new ImagePlus("test", stack);
        image.setDimensions(CHANNELS, SLICES, FRAMES);
        image.setOpenAsHyperStack(true);
        Calibration calibration = image.getCalibration();
        calibration.setUnit("\u00b5m");
        calibration.pixelWidth = 0.5;
        calibration.pixelHeight = 0.5;
        calibration.pixelDepth = 2;
        calibration.xOrigin = 3;
        calibration.zOrigin = 1;
        return image;
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 32})
    void everyChannelAndFrameIsInterpolatedAlongZ(int bits) throws Exception {
        ImagePlus source = hyperstack(bits);
        DynamicCommand module = commands.run(RegridActiveImage.class, "image", source, "spacing", "0,0,1");
        assertFalse(module.isCanceled(), module.getCancelReason());
        ImagePlus result = (ImagePlus) module.getOutput("result");
        assertEquals(bits, result.getBitDepth());
        assertEquals(CHANNELS, result.getNChannels());
        assertEquals(2 * SLICES - 1, result.getNSlices());
        assertEquals(FRAMES, result.getNFrames());
        assertEquals("\u00b5m", result.getCalibration().getUnit());
        assertEquals(1, result.getCalibration().pixelDepth, 1e-12);
        assertEquals(3, result.getCalibration().xOrigin, 1e-12);
        assertEquals(2, result.getCalibration().zOrigin, 1e-12, "the same place, counted in thinner slices");
        double allowed = bits == 32 ? 1e-4 * 10 : 1;
        for (int frame = 1; frame <= FRAMES; frame++) {
            for (int channel = 1; channel <= CHANNELS; channel++) {
                for (int z = 0; z < result.getNSlices(); z++) {
                    ImageProcessor found = processor(result, channel, z, frame);
                    ImageProcessor near = processor(source, channel, z / 2, frame);
                    ImageProcessor far = processor(source, channel, (z + 1) / 2, frame);
                    for (int i = 0; i < WIDTH * HEIGHT; i++) {
                        assertEquals(0.5 * (near.getf(i) + far.getf(i)), found.getf(i), allowed);
                    }
                }
            }
        }
    }

    private static ImageProcessor processor(ImagePlus image, int channel, int z, int frame) {
        return image.getStack().getProcessor(image.getStackIndex(channel, z + 1, frame));
    }

    @Test
    void theGridMayBeFramedFurther() throws Exception {
        DynamicCommand module = commands.run(RegridActiveImage.class, "image", hyperstack(16), "spacing", "0",
                "further", "crop=2,3,0", "interpolation", "cubic");
        assertFalse(module.isCanceled(), module.getCancelReason());
        ImagePlus result = (ImagePlus) module.getOutput("result");
        assertEquals(WIDTH - 4, result.getWidth());
        assertEquals(HEIGHT - 6, result.getHeight());
        assertEquals(3 - 2, result.getCalibration().xOrigin, 1e-12, "the same place, counted in the cropped image");
    }

    @Test
    void colourIsRefusedWithAWayOn() throws Exception {
        ImagePlus colour = new ImagePlus("rgb", ImageStack.create(8, 8, 3, 24));
        DynamicCommand module = commands.run(RegridActiveImage.class, "image", colour);
        assertTrue(module.isCanceled());
        assertTrue(module.getCancelReason().contains("Split Channels"), module.getCancelReason());
    }
}
