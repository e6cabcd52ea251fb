import static java.nio.file.StandardCopyOption.ATOMIC_MOVE
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING
import static java.util.concurrent.TimeUnit.SECONDS

import groovy.json.JsonSlurper
import io.github.lambdaimage.it.maven.ItProject
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers
import java.nio.file.Files
import java.util.concurrent.CopyOnWriteArrayList

def http = HttpClient.newHttpClient()
def post = { String url, String event ->
    def request = HttpRequest.newBuilder(URI.create(url))
        .POST(HttpRequest.BodyPublishers.ofString(event))
        .build()
    return http.send(request, BodyHandlers.ofString())
}

/** Waits for a line, and says what else came when it does not. */
def awaitLine = { List lines, String part ->
    def end = System.nanoTime() + SECONDS.toNanos(180)
    while (System.nanoTime() < end) {
        def found = lines.reverse().find { it.contains(part) }
        if (found) {
            return found
        }
        Thread.sleep(50)
    }
    throw new AssertionError((Object) "No '${part}' in: ${lines.join('\n')}")
}

def processes = []
try (ItProject project = ItProject.of(context)) {
    def temporary = Files.createDirectories(project.file('temporary'))
    def runWith = { File home, String... arguments ->
        def child = home == null ? project.child() : project.child().withMaven(home.toPath())
        def maven = child.withMavenOptions("-Djava.io.tmpdir=${temporary}".toString())
        def all = project.completed(*(['lambda-image:run', '-Dlambda-image.port=0'] + arguments.toList()))
        def process = maven.start(project.file('.'), all)
        processes << process
        def lines = new CopyOnWriteArrayList()
        Thread.startDaemon { process.inputStream.eachLine('UTF-8') { println it; lines << it } }
        return [process: process, lines: lines]
    }
    def run = { String... arguments -> runWith(null, arguments) }
    def url = { running -> awaitLine(running.lines, 'Listening on ').replaceFirst('.*Listening on ', '').trim() }
    def terminate = { running ->
        def started = running.process.descendants().toList()
        // SIGTERM, as by Ctrl-C or a process manager.
        started.findAll { it.info().command().orElse('').endsWith('java') }
            .findAll { it.parent().map { parent -> parent.pid() == running.process.pid() }.orElse(false) }
            .each { it.destroy() }
        running.process.destroy()
        assert running.process.waitFor(30, SECONDS)
        started.each { assert it.onExit().get(30, SECONDS) }
        assert temporary.toFile().list().findAll { it.startsWith('lambda-image-') } == []
    }

    def running = run('-Dlambda-image.timeout=15')
    def address = url(running)
    assert address ==~ 'http://localhost:\\d+/2015-03-31/functions/function/invocations'
    awaitLine(running.lines, 'Ready after')

    // Ten events.
    (1..10).each { count ->
        def event = '{' + (1..count).collect { "\"field${it}\": ${it}" }.join(', ') + '}'
        def response = post(address, event)
        assert response.statusCode() == 200
        assert new JsonSlurper().parseText(response.body()) == [fields: count, folder: true]
    }
    awaitLine(running.lines, 'REPORT RequestId: ')
    awaitLine(running.lines, 'The function says that it handles [field1]')

    // An error of the function's is an answer, and the function goes on.
    def failed = post(address, '{"fail": true}')
    assert failed.statusCode() == 200
    assert failed.headers().firstValue('X-Amz-Function-Error').get() == 'Unhandled'
    def error = new JsonSlurper().parseText(failed.body())
    assert error.errorType == 'java.lang.IllegalStateException'
    assert error.errorMessage == 'No order'
    assert error.stackTrace[0].startsWith('com.example.Orders.handle(')

    // A second one while the first is under way; then the first is too late.
    def late = null
    def first = Thread.start { late = post(address, '{"sleep": true}') }
    awaitLine(running.lines, 'The function says that it handles [sleep]')
    assert post(address, '{}').statusCode() == 400
    first.join()
    assert late.statusCode() == 200
    assert late.headers().firstValue('X-Amz-Function-Error').get() == 'Unhandled'
    def timeout = new JsonSlurper().parseText(late.body())
    assert timeout.errorType == 'Sandbox.Timedout'
    assert timeout.errorMessage.endsWith(' Error: Task timed out after 15.00 seconds')
    assert post(address, '{}').statusCode() == 200

    // A process that ends is started again for the next event.
    def ended = post(address, '{"exit": true}')
    assert ended.statusCode() == 502
    assert new JsonSlurper().parseText(ended.body()).errorType == 'Runtime.ExitError'
    assert post(address, '{}').statusCode() == 200

    // A web page of another site may not invoke it, and nobody waits for an event.
    def with = { String name, String value, String event ->
        def request = HttpRequest.newBuilder(URI.create(address)).header(name, value)
            .POST(HttpRequest.BodyPublishers.ofString(event)).build()
        return http.send(request, BodyHandlers.ofString())
    }
    assert with('Origin', 'https://example.com', '{"page": 1}').statusCode() == 403
    assert with('X-Amz-Invocation-Type', 'Event', '{"later": 1}').statusCode() == 202
    awaitLine(running.lines, 'The function says that it handles [later]')
    assert !running.lines.any { it.contains('handles [page]') }

    // 6 MiB are the limit.
    def large = post(address, '{"a": "' + 'x' * 6_291_600 + '"}').statusCode()
    assert large == 413
    // Other paths are none without a front.
    assert http.send(HttpRequest.newBuilder(URI.create(address.replaceFirst('/2015.*', '/orders/7'))).build(),
        BodyHandlers.ofString()).statusCode() == 404
    terminate(running)

    // A Maven that is killed leaves no process, however busy; its scratch directory, where all of its
    // files are, goes with the next run.
    running = run()
    address = url(running)
    awaitLine(running.lines, 'Ready after')
    Thread.startDaemon { try { post(address, '{"loop": true}') } catch (IOException e) { println "As expected: ${e}" } }
    awaitLine(running.lines, 'The function loops')
    def left = running.process.descendants().toList()
    assert left.any { it.info().command().orElse('').endsWith('/sleep') }
    // Maven's script has become Maven's JVM.
    assert running.process.info().command().orElse('').endsWith('java')
    running.process.destroyForcibly()
    left.each { it.onExit().get(30, SECONDS) }
    def leftBehind = temporary.toFile().list().findAll { it.startsWith('lambda-image-') }
    assert leftBehind.size() == 1 && leftBehind[0] ==~ /lambda-image-\d+-\d+/
    running = run()
    url(running)
    awaitLine(running.lines, 'Ready after')
    terminate(running)

    // Two runtimes, or one with two threads, take a second event while the first is under way; AWS's
    // client runs SnapStart's hooks, once in each runtime.
    [['-Dlambda-image.concurrency=2', '-Dlambda-image.snapStart=try'], ['-Dlambda-image.threads=2']].each { options ->
        running = run(*(options + ['-Dlambda-image.timeout=15']))
        address = url(running)
        awaitLine(running.lines, 'Ready after')
        assert running.lines.count { it.contains('RESTORE_REPORT Restore Duration: ') } == (options.size() == 2 ? 2 : 0)
        def busy = null
        def slow = Thread.start { busy = post(address, '{"sleep": true}') }
        awaitLine(running.lines, 'The function says that it handles [sleep]')
        assert post(address, '{}').statusCode() == 200
        slow.join()
        assert new JsonSlurper().parseText(busy.body()).errorType == 'Sandbox.Timedout'
        terminate(running)
    }

    // Behind a front, every other path is the function's: text and bytes, cookies, errors.
    running = run('-Dlambda-image.front=http-v2', '-Dlambda-image.timeout=15',
        '-Dfunction.handler=com.example.Web::handle')
    address = url(running)
    def web = awaitLine(running.lines, "Web, as behind 'http-v2': ").replaceFirst('.*: ', '').trim()
    assert web ==~ 'http://localhost:\\d+/'
    awaitLine(running.lines, 'Ready after')
    def request = { String path -> HttpRequest.newBuilder(URI.create(web + path)) }
    def order = http.send(request('orders/7?tag=x&tag=y').header('Cookie', 'a=1; b=2').build(), BodyHandlers.ofString())
    assert order.statusCode() == 200
    assert order.headers().firstValue('Content-Type').get() == 'text/plain'
    assert order.headers().allValues('Set-Cookie') == ['seen=1', 'last=/orders/7']
    assert order.body() == 'GET /orders/7 tag=x,y [a=1, b=2]'
    def bytes = (0..255).collect { (byte) it } as byte[]
    def echoed = http.send(
        request('echo').header('Content-Type', 'image/png').PUT(HttpRequest.BodyPublishers.ofByteArray(bytes)).build(),
        BodyHandlers.ofByteArray())
    assert echoed.statusCode() == 201
    assert echoed.body() == bytes
    assert http.send(request('plain').build(), BodyHandlers.ofString()).body() == '{"any":"json"}'
    def wrong = http.send(request('wrong').build(), BodyHandlers.ofString())
    assert wrong.statusCode() == 502
    assert wrong.body() == '{"message":"Internal Server Error"}'
    awaitLine(running.lines, "its 'statusCode' is not a status")
    assert http.send(request('fail').build(), BodyHandlers.ofString()).statusCode() == 502
    assert http.send(request('sleep').build(), BodyHandlers.ofString()).statusCode() == 503
    assert new JsonSlurper().parseText(post(address, '{"rawPath": "/plain"}').body()) == [any: 'json']
    terminate(running)

    // A change of the variables starts the function anew; a bad one is told, and no value ever is.
    def env = project.file('.env').toFile()
    // In one step, as editors save: a file that is empty for a moment is a change of its own. The new one is
    // made where nothing is watched.
    def save = { File file, String text ->
        def next = project.file('next')
        next.toFile().text = text
        Files.move(next, file.toPath(), ATOMIC_MOVE, REPLACE_EXISTING)
    }
    def stages = { String... options ->
        running = run(*(['-Dlambda-image.watch=true'] + options.toList()))
        address = url(running)
        awaitLine(running.lines, 'Ready after')
        return { String text ->
            running.lines.clear()
            if (text == null) {
                env.delete()
            } else {
                save(env, text)
            }
            awaitLine(running.lines,
                text == 'nonsense' ? 'The function from before the change goes on.' : 'Ready after')
            def answer = new JsonSlurper().parseText(post(address, '{"stage": 1}').body()).stage
            assert running.lines.every { !it.contains('hunter') && !it.contains('nonsense') }
            return answer
        }
    }
    def stage = stages()
    assert stage('STAGE=hunter2') == 'hunter2'
    awaitLine(running.lines, "Variables of '.env', for the function here and not for the image: STAGE")
    assert stage('nonsense') == 'hunter2'
    awaitLine(running.lines, "Line 1 of '.env' has no '='.")
    assert stage('STAGE=hunter3') == 'hunter3'
    assert stage(null) == 'null'
    terminate(running)
    env = project.file('local.env').toFile()
    env.text = 'STAGE=first'
    stage = stages('-Dlambda-image.envFile=local.env')
    assert new JsonSlurper().parseText(post(address, '{"stage": 1}').body()).stage == 'first'
    assert stage('STAGE=second') == 'second'
    terminate(running)

    // A change of a source is compiled and served without a new Maven; one that does not compile
    // is told of, and the function from before goes on.
    def source = project.file('src/main/java/com/example/Orders.java').toFile()
    def good = source.text
    def mavens = project.child().itTarget().resolve('maven').toFile().listFiles()
        .findAll { new File(it, 'bin/mvn').exists() }.sort()
    assert mavens.size() == 3
    mavens.each { File maven ->
        save(source, good)
        running = runWith(maven, '-Dlambda-image.watch=true')
        address = url(running)
        awaitLine(running.lines, 'Ready after')
        assert new JsonSlurper().parseText(post(address, '{}').body()) == [fields: 0, folder: true]
        running.lines.clear()
        save(source, good.replace('"fields", event.size()', '"fields", nothing'))
        awaitLine(running.lines, "'mvn process-classes' failed for '")
        awaitLine(running.lines, 'Orders.java')
        awaitLine(running.lines, 'The function from before the change goes on.')
        assert new JsonSlurper().parseText(post(address, '{}').body()) == [fields: 0, folder: true]
        running.lines.clear()
        save(source, good.replace('"fields", event.size()', '"fields", "none"'))
        awaitLine(running.lines, 'Ready after')
        assert new JsonSlurper().parseText(post(address, '{}').body()) == [fields: 'none', folder: true]

        // So is one that an IDE has compiled, or Maven in another terminal.
        running.lines.clear()
        save(project.file('target/classes/notes.txt').toFile(), 'notes of ' + maven)
        awaitLine(running.lines, 'Ready after')
        terminate(running)

        // Nor is a change missed that comes before the function has started for the first time.
        save(source, good)
        running = runWith(maven, '-Dlambda-image.watch=true')
        address = url(running)
        save(source, good.replace('"fields", event.size()', '"fields", "early"'))
        def end = System.nanoTime() + SECONDS.toNanos(180)
        while (running.lines.count { it.contains('Ready after') } < 2 && System.nanoTime() < end) {
            Thread.sleep(50)
        }
        assert new JsonSlurper().parseText(post(address, '{}').body()) == [fields: 'early', folder: true]
        terminate(running)

        // A build that fails before its goal leaves no lock, and ends in silence.
        save(source, 'nonsense')
        def broken = project.maven(project.child().withMaven(maven.toPath()), project.file('.'), 'lambda-image:build')
        assert !broken.isSuccess()
        assert !broken.says("NoClassDefFoundError")
    }
} finally {
    // What an assertion that failed has left.
    processes.findAll { it.isAlive() }.each { process ->
        def all = process.descendants().toList() + [process.toHandle()]
        all.each { it.destroyForcibly() }
    }
}
return true
