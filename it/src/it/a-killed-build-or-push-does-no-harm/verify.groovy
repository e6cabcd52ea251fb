import static java.util.concurrent.TimeUnit.MILLISECONDS

import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.image.LambdaRules
import io.github.lambdaimage.standin.image.PulledImage
import java.nio.file.Files

try (ItProject project = ItProject.of(context)) {
    def timed = { Closure work ->
        def start = System.nanoTime()
        work()
        return (System.nanoTime() - start).intdiv(1_000_000)
    }
    def build = 'lambda-image:build-no-fork'
    def push = 'lambda-image:push-no-fork'

    // What it should be, and how long it takes when nothing happens.
    def calm = project.child().withEmptyCache(project.file('calm-repository'))
    def folder = project.file('.')
    def buildTime = timed { assert project.maven(calm, folder, build).isSuccess() }
    def pushTime = timed { assert project.maven(calm, folder, push).isSuccess() }
    def expected = project.image('1.0')

    // The same in another folder, another cache and another repository, killed now and then.
    def victim = project.copyTo('victim', 'pom.xml', 'target/classes')
    Files.createSymbolicLink(victim.resolve('models'), project.file('models'))
    def hunted = project.child().withEmptyCache(project.file('hunted-repository'))
    def destination = "-Dlambda-image.repository=${project.registry().authority()}/killed".toString()
    def random = new Random()
    def deleteTree = { directory -> assert !Files.exists(directory) || directory.toFile().deleteDir() }
    def kill = { String goal, long time ->
        // Maven needs the first part of the time to start.
        def moment = (time * (0.5 + random.nextDouble() * 0.4)) as long
        def log = project.file("killed-${System.nanoTime()}.log").toFile()
        def process = hunted.start(victim, project.completed(goal, destination))
        def reader = Thread.start { log << process.inputStream }
        def finished = process.waitFor(moment, MILLISECONDS)
        process.destroyForcibly().waitFor()
        reader.join()
        println "${goal} killed after ${moment} of ${time} ms${finished ? ', too late' : ''}"
    }
    // Ten moments, and after each of them a plain repeat.
    5.times {
        kill(build, buildTime)
        assert project.maven(hunted, victim, build).isSuccess()
        assert project.imageJson('victim').get('digest').asText() == expected.digest()
        // The next one has everything to do again.
        deleteTree(victim.resolve('target/lambda-image'))
        deleteTree(project.file('hunted-repository/.cache'))
    }
    5.times { number ->
        destination = "-Dlambda-image.repository=${project.registry().authority()}/killed-${number}".toString()
        kill(push, pushTime)
        assert project.maven(hunted, victim, push, destination).isSuccess()
        def image = PulledImage.read(project.registry().repository("killed-${number}"), '1.0')
        assert image.digest() == expected.digest()
        assert LambdaRules.violations(image) == []
    }

    // Told to end in the middle of it, they leave nothing that is not finished.
    def temporary = project.file('hunted-repository/.cache/lambda-image/v5/tmp')
    def parts = {
        [temporary, victim.resolve('target'), victim.resolve('target/lambda-image'),
            victim.resolve('target/lambda-image/blobs/sha256')].collectMany {
            it.toFile().listFiles()?.findAll { it.name.endsWith('.part') || it.name.endsWith('.lock') } ?: []
        }
    }
    // A process that was started to ignore Ctrl-C, as in the background, has children that do so too.
    def ignored = new BigInteger(new File('/proc/self/status').readLines()
        .find { it.startsWith('SigIgn:') }.substring(7).trim(), 16)
    def interrupt = ignored.testBit(1) ? 'TERM' : 'INT'
    [[interrupt, build], ['TERM', push], ['TERM', 'lambda-image:tar'],
        [interrupt, 'lambda-image:tar']].each { signal, goal ->
        if (goal != 'lambda-image:tar') {
            deleteTree(project.file('hunted-repository/.cache'))
            deleteTree(victim.resolve('target/lambda-image'))
        }
        def log = project.file("told-${System.nanoTime()}.log").toFile()
        def process = hunted.start(victim, project.completed(goal, destination))
        def reader = Thread.start { log << process.inputStream }
        // A megabyte of a layer, or of the archive, is there.
        while (process.isAlive() && !parts().any { it.name.endsWith('.part') && it.length() > 1 << 20 }) {
            Thread.sleep(5)
        }
        assert process.isAlive() : log.text
        assert ['kill', '-s', signal, process.pid().toString()].execute().waitFor() == 0
        assert process.waitFor() != 0
        reader.join()
        println "${goal} told to end by SIG${signal}"
        assert parts() == []
        assert !Files.exists(victim.resolve('target/lambda-image.tar'))
        assert project.maven(hunted, victim, build).isSuccess()
        assert project.imageJson('victim').get('digest').asText() == expected.digest()
    }

    // Two at once in one folder: the second waits, and both succeed.
    [[build, build], [push, push], [build, push], ['lambda-image:tar', push]].eachWithIndex { goals, round ->
        deleteTree(project.file('hunted-repository/.cache'))
        deleteTree(victim.resolve('target/lambda-image'))
        destination = "-Dlambda-image.repository=${project.registry().authority()}/both-${round}".toString()
        def running = goals.collect { goal -> hunted.start(victim, project.completed(goal, destination)) }
        def logs = running.collect { process -> project.file("both-${System.nanoTime()}.log").toFile() }
        def readers = [running, logs].transpose()
            .collect { process, log -> Thread.start { log << process.inputStream } }
        readers*.join()
        running.eachWithIndex { process, index -> assert process.waitFor() == 0 : logs[index].text }
        assert project.imageJson('victim').get('digest').asText() == expected.digest()
        assert project.maven(hunted, victim, build).says('Up to date: ' + expected.digest())
        if (goals.contains(push)) {
            def image = PulledImage.read(project.registry().repository("both-${round}"), '1.0')
            assert image.digest() == expected.digest()
            assert LambdaRules.violations(image) == []
        }
        Files.deleteIfExists(victim.resolve('target/lambda-image.tar'))
    }
}
return true
