package io.nodepulse.trials.torture;

import io.nodepulse.audit.bucket.S3Bucket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The segments that a run left in a bucket.
 *
 * @param segments what they are, by themselves
 * @param unlike what is not the same in the bucket and in the folder
 */
record KeptObjects(KeptSegments segments, List<String> unlike) {

    /**
     * Compares all objects with the folder's files.
     *
     * @param copy gets the objects, as a folder of segments
     */
    static KeptObjects of(S3Bucket bucket, Path folder, Path copy) throws IOException {
        List<String> unlike = new ArrayList<>();
        Set<String> files = files(folder);
        for (S3Bucket.Listed object : bucket.list("")) {
            byte[] bytes = bucket.get(object.name());
            Path copied = copy.resolve(object.name());
            Files.createDirectories(copied.resolveSibling(""));
            Files.write(copied, bytes);
            if (!files.remove(object.name())) {
                unlike.add(object.name() + " is in the bucket alone");
            } else if (!Arrays.equals(bytes, Files.readAllBytes(folder.resolve(object.name())))) {
                unlike.add(object.name() + " is not the same in the folder");
            }
        }
        files.forEach(name -> unlike.add(name + " is in the folder alone"));
        return new KeptObjects(KeptSegments.in(copy), unlike);
    }

    /** Segments that have their names, and their proofs. */
    private static Set<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            Set<String> names =
                    all.map(file -> folder.relativize(file).toString()).collect(Collectors.toSet());
            return names.stream()
                    .filter(
                            name ->
                                    name.endsWith(".segment")
                                            || (name.endsWith(".proof")
                                                    && names.contains(
                                                            name.replace(".proof", ".segment"))))
                    .collect(Collectors.toSet());
        }
    }

    /** Whether all is proven, and the same in both. */
    boolean isRight() {
        return unlike.isEmpty() && segments.unproven().isEmpty();
    }

    @Override
    public String toString() {
        return segments
                + (unlike.isEmpty()
                        ? ", as in the folder"
                        : "; NOT AS IN THE FOLDER: " + String.join("; ", unlike));
    }
}
