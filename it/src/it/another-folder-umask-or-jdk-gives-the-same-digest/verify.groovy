import static java.nio.file.attribute.FileTime.from

import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.it.maven.Jdks
import java.nio.file.Files
import java.time.Instant

try (ItProject project = ItProject.of(context)) {
    def expected = project.image('1.0')
    assert expected.config().get('created').asText() == '1980-02-01T00:00:00Z'

    // The same classes, dependencies and resources elsewhere, packed anew: no cache helps.
    def digestOf = { String copy, maven, String... arguments ->
        def folder = project.copyTo(copy, 'pom.xml', 'target/classes')
        Files.walk(folder).withCloseable { files ->
            files.each { Files.setLastModifiedTime(it, from(Instant.parse('2001-02-03T04:05:06Z'))) }
        }
        def goals = ['lambda-image:build-no-fork', *arguments] as String[]
        assert project.maven(maven.withEmptyCache(project.file(copy + '-repository')), folder, goals).isSuccess()
        return project.imageJson(copy).get('digest').asText()
    }
    assert digestOf('folder with other times', project.child()) == expected.digest()
    assert digestOf('other-umask', project.child().withUmask('077')) == expected.digest()

    def jdks = Jdks.found()
    jdks.each { release, home ->
        assert digestOf("jdk-${release}", project.child().withJava(home)) == expected.digest()
    }
    if (jdks.size() < 2) {
        println "Only JDK ${jdks.keySet()} is on this machine: nothing to compare it with."
    }

    // Times are part of the image only if the project says so.
    def stamped = '-Dproject.build.outputTimestamp=2026-03-04T05:06:07Z'
    def digest = digestOf('stamped', project.child(), stamped)
    assert digest != expected.digest()
    assert project.imageJson('stamped').get('created').asText() == '2026-03-04T05:06:07Z'
}
return true
