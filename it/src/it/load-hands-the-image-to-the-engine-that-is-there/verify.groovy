import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.image.ImageArchive
import io.github.lambdaimage.standin.image.LambdaRules
import java.nio.file.Files
import java.nio.file.attribute.PosixFilePermissions

try (ItProject project = ItProject.of(context)) {
    def engine = { String name, String script ->
        def file = project.file(name)
        Files.createDirectories(file.parent)
        file.toFile().text = "#!/bin/sh\n${script}\n"
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString('rwxr-xr-x'))
    }
    // The JDK's and the system's programs are what Maven itself needs; no engine of this machine is to be found.
    def tools = project.file('tools')
    Files.createDirectories(tools)
    ['sh', 'dirname', 'basename', 'uname', 'expr', 'ls', 'sed', 'cp', 'cat', 'tr', 'readlink', 'locale', 'which',
        'sleep', 'grep', 'cygpath'].each { name ->
        ['/usr/bin', '/bin'].collect { new File(it, name) }.find { it.exists() }?.with {
            Files.createSymbolicLink(tools.resolve(name), it.toPath())
        }
    }
    def load = { String path, String... arguments ->
        def child = project.child().withEnvironment('PATH',
            path ? "${project.file(path)}:${tools}".toString() : tools.toString())
        return project.maven(child, project.file('.'),
            ['lambda-image:load', '-Dlambda-image.tags=1.0,latest', *arguments] as String[])
    }
    def leftovers = { project.file('target').toFile().list().findAll { it.contains('.tar') } }
    def image = project.destination()

    // Nothing to hand the image to.
    def none = load('')
    assert !none.isSuccess()
    assert none.says('There is no container engine on the PATH: none of docker, podman, finch, nerdctl was found.')
    assert none.says('-Dlambda-image.engine=<name or path>')

    // One that is there gets the whole image, and the commands are printed last.
    engine('bin/podman', '''echo "$@" >>calls
[ "$1" != load ] || cp "$3" received.tar''')
    def loaded = load('bin')
    assert loaded.isSuccess()
    def calls = project.file('calls').toFile().readLines()
    assert calls.size() == 2
    assert calls[0].startsWith("load -i ${project.file('target')}")
    assert calls[1] == "tag ${image}:1.0 ${image}:latest"
    assert loaded.says("Loaded into podman as ${image}:1.0, ${image}:latest")
    def foreign = !System.getProperty('os.arch').startsWith('aarch')
    assert loaded.says("  podman run --rm -p 9000:8080${foreign ? ' --platform linux/arm64' : ''} ${image}:1.0")
    assert loaded.says("  curl http://localhost:9000/2015-03-31/functions/function/invocations -d '{}'")
    assert leftovers() == []

    def archive = ImageArchive.read(project.file('received.tar'))
    assert archive.image().digest() == project.imageJson().get('digest').asText()
    assert LambdaRules.violations(archive.image()) == []
    assert archive.image().find('lambda-entrypoint.sh').isPresent()

    // By name or path, whatever is on the PATH first.
    engine('opt/engine', 'exit 0')
    assert load('bin', "-Dlambda-image.engine=${project.file('opt/engine')}".toString()).isSuccess()
    def missing = load('bin', '-Dlambda-image.engine=nerdctl')
    assert !missing.isSuccess()
    assert missing.says("<engine> 'nerdctl' is not a program on the PATH")
    assert project.file('calls').toFile().readLines() == calls

    // One that fails: its own words, and nothing left behind.
    engine('broken/docker', 'echo "Cannot connect to the Docker daemon at unix:///var/run/docker.sock." >&2; exit 1')
    def failed = load('broken')
    assert !failed.isSuccess()
    assert failed.says('failed with status 1: Cannot connect to the Docker daemon at unix:///var/run/docker.sock.')
    assert failed.says('start it, or name another with -Dlambda-image.engine=<name or path>')
    assert leftovers() == []

    // An image without AWS's emulator: the engine alone cannot run it, and Maven serves the container.
    project.copyTo('client', 'src', 'Runtime.java')
    project.file('client/pom.xml').toFile().text =
        project.file('pom.xml').toFile().text.replace('</handler>',
            '</handler><runtimeInterfaceClient>true</runtimeInterfaceClient>')
    engine('client/engine', """echo "\$@" >>calls
[ "\$1" = run ] || exit 0
for word; do case \$word in AWS_LAMBDA_RUNTIME_API=*) export "\$word" ;; esac; done
exec '${System.getProperty('java.home')}/bin/java' Runtime.java""")
    def onJre = { String goal, String... arguments ->
        def child = project.child().withEnvironment('AWS_SECRET_ACCESS_KEY', 'for-the-function-alone')
        return project.maven(child, project.file('client'), [goal,
            "-Dlambda-image.from=${project.registry().authority()}/jre:17".toString(),
            "-Dlambda-image.engine=${project.file('client/engine')}".toString(), *arguments] as String[])
    }
    def alone = onJre('lambda-image:load')
    assert alone.isSuccess()
    assert alone.says("  mvn lambda-image:run -Dlambda-image.runWith=engine " +
        "-Dlambda-image.engine=${project.file('client/engine')}")
    assert !alone.says('run --rm')

    // A document that looks like an error is an answer; starts are counted, and nothing is left to the engine.
    project.file('client/calls').toFile().text = ''
    def invoked = onJre('lambda-image:invoke', '-Dlambda-image.runWith=engine',
        '-Dlambda-image.event={"errorType": "A", "errorMessage": "B"}', '-Dlambda-image.coldStarts=2')
    assert invoked.isSuccess()
    assert invoked.says('Run by ')
    assert invoked.says('Greets with the secret for-the-function-alone')
    assert invoked.says('{"errorType": "A", "errorMessage": "B"}')
    assert invoked.log().any { it ==~ /.*2 cold starts: init duration minimum \d+ ms, .*/ }
    def asked = project.file('client/calls').toFile().readLines()
    def runs = asked.findAll { it.startsWith('run ') }
    assert runs.size() == 2
    assert runs.every { it.contains(' -e AWS_SECRET_ACCESS_KEY ') && it.contains(' --read-only ') &&
        !it.contains('for-the-function-alone') }
    def names = runs.collect { (it =~ /--name (\S+)/)[0][1] }
    assert names.every { "rm -f ${it}".toString() in asked }
    assert asked.last() == "rmi ${(runs[0] =~ / (lambda-image-run:\S+)/)[0][1]}"
    assert !onJre('lambda-image:invoke', '-Dlambda-image.runWith=engine', '-Dlambda-image.event="fail"').isSuccess()
}
return true
