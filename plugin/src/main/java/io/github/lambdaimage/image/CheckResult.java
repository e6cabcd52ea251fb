package io.github.lambdaimage.image;

import java.util.List;

/**
 * The result of a check: an entry in {@code image.json}.
 *
 * @param check its name, such as {@code handler}
 * @param level what a problem means: {@code fail}, {@code warn} or {@code off}
 * @param problems each with what is wrong, why, and what to do
 * @param warnings that never stop a build, whatever the level
 * @param notes that are worth knowing
 */
public record CheckResult(
    String check, String level, List<String> problems, List<String> warnings, List<String> notes) {}
