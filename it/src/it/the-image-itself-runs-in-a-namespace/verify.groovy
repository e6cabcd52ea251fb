import static java.util.concurrent.TimeUnit.SECONDS

import groovy.json.JsonSlurper
import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.it.maven.OtherUser
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CopyOnWriteArrayList

def plain = { line -> line.replaceAll(/\u001b\[[\d;]*m/, '') }
def mavens = []
try (ItProject project = ItProject.of(context)) {
    def temporary = Files.createDirectories(project.file('temporary'))
    def architecture = System.getProperty('os.arch') == 'aarch64' ? 'arm64' : 'x86_64'
    def host = "${project.registry().authority()}/host".toString()
    def child = project.child().withMavenOptions("-Djava.io.tmpdir=${temporary}".toString())
    def invoke = { String from, String... more ->
        def all = ['lambda-image:invoke', "-Dlambda-image.architecture=${architecture}".toString(),
            "-Dlambda-image.from=${from}".toString()] + more.toList()
        if (!all.any { it.startsWith('-Dlambda-image.runWith') }) {
            all << '-Dlambda-image.runWith=namespace'
        }
        return project.maven(child, project.file('.'), *all)
    }
    def answer = { result ->
        assert result.isSuccess()
        return new JsonSlurper().parseText(result.log().collect(plain).find { it.startsWith('{') })
    }
    def java = "${host}/java:17".toString()

    def first = invoke(java)
    if (!first.isSuccess() && first.says("'namespace' is not possible here") &&
        System.getenv('LAMBDA_IMAGE_NAMESPACES') != 'required') {
        println 'There are no namespaces here: nothing more can be tried.'
        return true
    }

    // The files, the Java, the memory and the user are the image's and Lambda's.
    def seen = answer(first)
    assert first.says('Run in a namespace, with the real base')
    assert seen.file == 'of the function'
    assert seen.java == '/var/lang'
    assert seen.folder == '/var/task'
    assert seen.user == '993'
    assert seen.agent == 'none'
    assert 2300 < seen.heap.toInteger() && seen.heap.toInteger() < 2800
    assert first.log().any { it ==~ /.*Duration \d+ ms, init duration \d+ ms, peak memory [\d.]+ MB.*/ }
    assert temporary.toFile().list().findAll { it.startsWith('lambda-image-') } == []

    // It is the default, and needs no registry any more.
    def again = child.run(project.file('.'), ['-o', 'lambda-image:invoke', "-Dlambda-image.from=${java}".toString(),
        "-Dlambda-image.architecture=${architecture}".toString(),
        "-Dlambda-image.repository=${project.destination()}".toString()], System.out::println)
    assert again.says('Run in a namespace, with the real base')
    assert answer(again) == seen

    // An agent where Lambda has it.
    assert answer(invoke(java, '-Pagent')).agent == 'at work'

    // What is written beside the code fails, and the word why is clear.
    def log = invoke(java, '-Dfunction.handler=com.example.Orders::log')
    assert !log.isSuccess()
    assert log.says('app.log (Read-only file system)')
    assert log.says('On Lambda these are read-only too: only /tmp can be written.')

    // A runtime of the function's own, and AWS's client on a base that knows nothing of Lambda.
    def own = answer(invoke("${host}/provided:1".toString(), '-Pbootstrap',
        '-Dfunction.handler=orders', '-Dlambda-image.event={"a": 1}'))
    assert own == [handler: 'orders', event: [a: 1]]
    def jre = answer(invoke("${host}/jre:17".toString(), '-Pclient'))
    assert jre.java == '/var/lang' && jre.file == 'of the function'

    // An extension is told of the invocation and of the end.
    def extended = invoke(java, '-Pextension')
    assert answer(extended) == seen
    assert extended.says('extension: registered with {"functionName":"test_function","functionVersion":"$LATEST",' +
        '"handler":"com.example.Orders::handle"}')
    assert extended.log().count { it.contains('extension: told of {"eventType":"INVOKE",') } == 1
    assert extended.says('extension: told of {"eventType":"SHUTDOWN","shutdownReason":"spindown"')

    // What happens is sent to it, what there is before the shutdown; and why it is shut down, it is told.
    def telemetry = { result -> result.log().collect(plain).findAll { it.contains('extension: got [') }
        .collectMany { new JsonSlurper().parseText(it.replaceFirst(/.*extension: got /, '')) } }
    def shutdowns = { result -> result.log().collect(plain).findAll { it.contains('"eventType":"SHUTDOWN"') }
        .collect { new JsonSlurper().parseText(it.replaceFirst(/.*extension: told of /, '')).shutdownReason } }
    assert extended.says('extension: subscribed with "OK"')
    // The runtime starts while the extension does: which of them is first, nobody says.
    def types = telemetry(extended)*.type
    assert types - 'platform.initRuntimeDone' ==
        ['platform.initStart', 'platform.telemetrySubscription', 'platform.extension',
        'platform.initReport', 'platform.start', 'platform.runtimeDone', 'platform.report']
    assert types.indexOf('platform.initRuntimeDone') in 1..3
    assert telemetry(extended)[-2].record.status == 'success'
    assert telemetry(extended)[-1].record.metrics.initDurationMs > 0
    assert shutdowns(extended) == ['spindown']

    def late = invoke(java, '-Pextension', '-Dfunction.handler=com.example.Orders::sleep', '-Dlambda-image.timeout=20')
    assert late.says('Task timed out after 20.00 seconds')
    assert telemetry(late).find { it.type == 'function' }.record == 'The function sleeps'
    assert telemetry(late)[-2..-1]*.type == ['platform.runtimeDone', 'platform.report']
    assert telemetry(late)[-2..-1]*.record*.status == ['timeout', 'timeout']
    assert shutdowns(late) == ['timeout']

    def gone = invoke(java, '-Pextension', '-Dfunction.handler=com.example.Orders::exit')
    assert gone.says('exit status 3')
    assert telemetry(gone)[-2].record.errorType == 'Runtime.ExitError'
    assert shutdowns(gone) == ['failure']

    // Another user, who can only read the cache.
    OtherUser.find(project.file('.')).ifPresent { user ->
        def copy = project.copyTo('others', 'pom.xml', 'src')
        Files.createDirectories(copy.resolve('temporary'))
        user.give(copy)
        def others = project.maven(project.child().withUser(user)
            .withMavenOptions("-Duser.home=${copy} -Djava.io.tmpdir=${copy}/temporary".toString()),
            copy, 'lambda-image:invoke',
            "-Dlambda-image.from=${java}".toString(), "-Dlambda-image.architecture=${architecture}".toString(),
            '-Dlambda-image.runWith=namespace')
        assert answer(others) == seen
    }

    // Where nobody may mount an overlay, all files are in one tree; that differs in nothing.
    def refusing = Files.createDirectories(project.file('refusing')).resolve('mount').toFile()
    def mount = System.getenv('PATH').split(':').collect { Path.of(it, 'mount') }.find { Files.isExecutable(it) }
    refusing.text = "#!/bin/sh\ncase \$* in *overlay*) echo 'mount: permission denied' >&2; exit 32;; esac\n" +
        "exec ${mount} \"\$@\"\n"
    assert refusing.setExecutable(true, false)
    def inOneTree = child.withEnvironment('PATH', "${refusing.parent}:${System.getenv('PATH')}".toString())
    def copied = project.maven(inOneTree, project.file('.'), 'lambda-image:invoke',
        "-Dlambda-image.from=${java}".toString(),
        "-Dlambda-image.architecture=${architecture}".toString(), '-Dlambda-image.runWith=namespace')
    assert answer(copied) == seen
    assert temporary.toFile().list().findAll { it.startsWith('lambda-image-') } == []

    // Where namespaces are closed, one line says so, another what differs, and the process answers.
    def programs = Files.createDirectories(project.file('programs'))
    ['sh', 'java', 'uname', 'dirname', 'basename', 'expr', 'ls', 'cat', 'sed', 'readlink', 'tr',
        'env', 'id', 'stty', 'which'].each { name ->
        def program = System.getenv('PATH').split(':').collect { Path.of(it, name) }.find { Files.isExecutable(it) }
        if (program != null) {
            Files.createSymbolicLink(programs.resolve(name), program)
        }
    }
    def process = { String script ->
        def unshare = programs.resolve('unshare')
        Files.deleteIfExists(unshare)
        if (script != null) {
            unshare.toFile().text = "#!/bin/sh\n${script}\n"
            assert unshare.toFile().setExecutable(true, false)
        }
        return child.withEnvironment('PATH', programs.toString()).run(project.file('.'),
            ['lambda-image:invoke', "-Dlambda-image.from=${java}".toString(),
                "-Dlambda-image.architecture=${architecture}".toString(),
                "-Dlambda-image.repository=${project.destination()}".toString(),
                '-Dfunction.handler=com.example.Orders::java'], System.out::println)
    }
    [(null): "there is no 'unshare' on the PATH. Install the package util-linux.",
     "echo 'unshare: unshare failed: Operation not permitted' >&2; exit 1":
        "(unshare: unshare failed: Operation not permitted)"].each { script, why ->
        def fallen = process(script)
        assert fallen.isSuccess()
        assert fallen.log().count { it.contains('The image is not run in a namespace: ') && it.contains(why) } == 1
        def loss = "So it runs on Maven's Java with AWS's client, without the base: " +
            "programs, libraries and absolute paths are this machine's."
        assert fallen.log().count { it.contains(loss) } == 1
        assert !fallen.says('Run in a namespace')
        def home = fallen.log().collect(plain).find { it.startsWith('"') }
        assert home != null && home != '"/var/lang"'
    }

    // A Maven that is killed leaves no process; its scratch directory goes with the next run.
    def arguments = project.completed('lambda-image:invoke', '-Dlambda-image.runWith=namespace',
        '-Dfunction.handler=com.example.Orders::sleep',
        "-Dlambda-image.from=${java}".toString(), "-Dlambda-image.architecture=${architecture}".toString())
    def killed = child.start(project.file('.'), arguments)
    mavens << killed
    def lines = new CopyOnWriteArrayList()
    Thread.startDaemon { killed.inputStream.eachLine('UTF-8') { println it; lines << it } }
    def end = System.nanoTime() + SECONDS.toNanos(120)
    while (!lines.any { it.contains('The function sleeps') }) {
        assert killed.isAlive() && System.nanoTime() < end
        Thread.sleep(50)
    }
    def all = killed.descendants().toList()
    assert all.any { it.info().command().orElse('').endsWith('/unshare') }
    def ofMaven = all.findAll {
        def command = it.info().command().orElse('')
        command.endsWith('/bin/java') && !command.startsWith('/var/lang')
    }
    (ofMaven + [killed.toHandle()]).each { it.destroyForcibly() }
    all.each { it.onExit().get(30, SECONDS) }
    assert temporary.toFile().list().findAll { it.startsWith('lambda-image-') } != []
    assert Files.readAllLines(Path.of('/proc/self/mounts')).every { !it.contains(temporary.toString()) }
    assert answer(invoke(java)) == seen
    assert temporary.toFile().list().findAll { it.startsWith('lambda-image-') } == []
} finally {
    mavens.findAll { it.isAlive() }.each { maven ->
        (maven.descendants().toList() + [maven.toHandle()]).each { it.destroyForcibly() } }
}
return true
