import static java.nio.charset.StandardCharsets.UTF_8

import groovy.json.JsonSlurper
import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.it.maven.OtherUser
import io.github.lambdaimage.it.maven.RunningMaven
import io.github.lambdaimage.standin.image.ImageArchive
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions

try (ItProject project = ItProject.of(context)) {
    def digest = project.image('1.0').digest()

    // The Mavens that it/pom.xml unpacks: the oldest, the newest and the next one.
    def mavens = project.child().itTarget().resolve('maven').toFile().listFiles()
        .findAll { new File(it, 'bin/mvn').exists() }.sort()
    assert mavens.size() == 3
    def nobody = OtherUser.find(project.child().itTarget(), project.file('.'))
    if (nobody.isEmpty()) {
        println 'NOT TESTED: as another user. The one who runs this may not act as another; root may.'
    }

    /** A copy of the project and a Maven that runs there; all goals of this copy have the image's tag. */
    def prepare = { String tag, File maven, boolean asNobody, String locale, boolean ownRepository = true ->
        def child = project.child()
            .withMaven(maven.toPath())
            .withEnvironment('LC_ALL', locale)
        if (asNobody) {
            // Each Maven wants some artifacts of its own for the plugins.
            assert project.maven(child, project.file('.'), 'process-classes').isSuccess()
        }
        if (ownRepository) {
            child = child.withEmptyCache(project.file(tag + '-repository'))
        }
        def folder = project.copyTo(tag, 'pom.xml', 'src')
        folder.resolve('name.json').toFile().setText('{"name": "Zo\u00eb"}', 'UTF-8')
        folder.resolve('large.json').toFile().setText('{"letters": 3000000}', 'UTF-8')
        def engine = folder.resolve('engine')
        engine.toFile().text = '#!/bin/sh\n[ "$1" != load ] || cp "$3" received.tar\n'
        Files.setPosixFilePermissions(engine, PosixFilePermissions.fromString('rwxr-xr-x'))
        if (asNobody && nobody.isPresent()) {
            nobody.get().give(folder)
            if (ownRepository) {
                nobody.get().give(child.localRepository())
            }
            child = child.withUser(nobody.get())
        }
        return [tag: tag, child: child, folder: folder]
    }

    // Wherever the artifacts in the local repository came from, by whose settings: they are there.
    def there = '-Daether.enhancedLocalRepository.trackingFilename=not-tracked'

    def maven = { row, String... arguments ->
        def result = project.maven(row.child, row.folder, *arguments, there,
            "-Dlambda-image.tags=${row.tag}".toString())
        assert result.isSuccess()
        return result.log()
    }

    /** What jq would get from "mvn -q … | jq". */
    def output = { row, String... arguments ->
        row.child.output(row.folder, project.completed(*arguments, there))
    }

    def built = { row -> assert project.imageJson(row.tag).get('digest').asText() == digest }

    def everyGoal = { row ->
        def goals = ['check', 'build', 'tar', 'load', 'invoke', 'push', 'push-prebuilt']
            .collect { 'lambda-image:' + it }
        def log = maven(row, *goals, '-Dlambda-image.event=name.json',
            "-Dlambda-image.engine=${row.folder}/engine".toString())
        assert log.any { it.startsWith('[INFO] Checked: handler, ') }
        assert log.any { it.startsWith("[INFO] Built ${digest} in ") }
        built(row)
        assert ImageArchive.read(row.folder.resolve('target/lambda-image.tar')).image().digest() == digest
        assert ImageArchive.read(row.folder.resolve('received.tar')).image().digest() == digest
        assert log.contains('[INFO] The function says that it handles [name]')
        assert log.contains('{"name":"Zo\u00eb"}')
        assert project.image(row.tag).digest() == digest
        def uri = "[INFO] ${project.destination()}@${digest}".toString()
        assert log.count(uri) == 2

        def bound = maven([*: row, tag: row.tag + '-bound'], '-Pexecutions', 'process-classes', 'lambda-image:help')
        assert project.image(row.tag + '-bound').digest() == digest
        assert bound.contains('lambda-image:push-no-fork')

        // With -q the standard output is the response, whatever its size and letters are.
        def quiet = output(row, '-q', 'lambda-image:invoke', '-Dlambda-image.event=name.json')
        assert new JsonSlurper().parse(quiet, 'UTF-8') == [name: 'Zo\u00eb']
        assert new String(quiet, UTF_8) == '{"name":"Zo\u00eb"}\n'
        def large = output(row, '-q', 'lambda-image:invoke', '-Dlambda-image.event=large.json')
        assert Arrays.equals(large, ('"' + '\u00eb' * 3_000_000 + '"\n').getBytes(UTF_8))

        def arguments = project.completed('lambda-image:run', '-Dlambda-image.port=0', there)
        try (def running = RunningMaven.start(row.child, row.folder, arguments)) {
            def url = running.awaitLine('Listening on ').replaceFirst('.*Listening on ', '')
            def request = HttpRequest.newBuilder(URI.create(url))
                .POST(HttpRequest.BodyPublishers.ofString('{"name": "Zo\u00eb"}'))
                .build()
            assert HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body() == '{"name":"Zo\u00eb"}'
            assert running.awaitLine('The function says') == '[INFO] The function says that it handles [name]'
        }
        built(row)
    }

    // Each Maven, each user and each locale sees every goal; not each of them with each other.
    everyGoal(prepare('oldest', mavens[0], false, 'POSIX'))
    everyGoal(prepare('newest', mavens[1], true, 'C.UTF-8'))
    everyGoal(prepare('next', mavens[2], true, 'POSIX'))

    // A local repository that is not theirs to write to, cache included. Maven 4 itself needs to.
    def shared = prepare('shared', mavens[1], true, 'POSIX', false)
    maven(shared, 'lambda-image:build', 'lambda-image:push')
    built(shared)
    assert project.image('shared').digest() == digest
}
return true
