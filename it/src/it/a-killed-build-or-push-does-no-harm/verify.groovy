import static java.util.concurrent.TimeUnit.MILLISECONDS

import io.github.lambdaimage.it.image.LambdaRules
import io.github.lambdaimage.it.image.PulledImage
import io.github.lambdaimage.it.maven.ItProject
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
}
return true
