import groovy.json.JsonSlurper
import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.it.maven.Jdks
import java.nio.file.Files

def plain = { line -> line.replaceAll(/\u001b\[[\d;]*m/, '') }
try (ItProject project = ItProject.of(context)) {
    def temporary = Files.createDirectories(project.file('temporary'))
    def architecture = System.getProperty('os.arch') == 'aarch64' ? 'arm64' : 'x86_64'
    def host = "${project.registry().authority()}/host".toString()
    def child = project.child().withEnvironment('MAVEN_OPTS', "-Djava.io.tmpdir=${temporary}".toString())
            .withEnvironment('AWS_SECRET_ACCESS_KEY', 'a secret of the machine')
    def maven = { String goal, String from, String... more ->
        def all = [goal, "-Dlambda-image.architecture=${architecture}".toString(),
            "-Dlambda-image.from=${host}/${from}".toString(), '-Dlambda-image.runWith=namespace'] + more.toList()
        return project.maven(child, project.file('.'), *all)
    }
    def succeeds = { result ->
        assert result.isSuccess()
        return result
    }
    def answer = { result ->
        assert result.isSuccess()
        return new JsonSlurper().parseText(result.log().collect(plain).find { it.startsWith('{') })
    }
    def digest = { project.imageJson().get('digest').asText() }

    def first = maven('lambda-image:build', 'java:17')
    // An engine trains where there is one; what is asked for below is the namespace.
    def closed = first.says('Not in a namespace: ') || first.says('the image has to be run on this machine for that, and that is not possible')
    if (closed && System.getenv('LAMBDA_IMAGE_NAMESPACES') != 'required') {
        println 'There are no namespaces here: nothing more can be tried.'
        return true
    }

    // The image has the program and the cache on top, and says what they bring.
    assert first.isSuccess() && !closed
    assert first.says('The image is started here to train its JVM, with 2 events')
    assert first.log().any { plain(it) ==~ /.*Startup cache: init [\d,]+ ms → [\d,]+ ms \(.* %\), [\d.]+ MB/ }
    def json = project.imageJson()
    def names = json.get('layers').collect { it.get('name').asText() }
    assert names.takeRight(2) == ['startup program', 'startup cache']
    assert json.get('startupCache').get('size').asLong() ==
        json.get('layers').get(names.size() - 1).get('size').asLong()
    assert json.get('startupCache').get('initMillisWith').asLong() > 0
    assert project.file('target/lambda-image/report.html').toFile().text.contains('Startup cache')
    def trained = digest()

    // Nothing is trained where nothing has changed; nor where only the image is gone.
    def again = succeeds(maven('lambda-image:build', 'java:17'))
    assert again.says("Up to date: ${trained}") && !again.says('to train its JVM')
    assert project.file('target/lambda-image').toFile().deleteDir()
    assert !succeeds(maven('lambda-image:build', 'java:17')).says('to train its JVM')
    assert digest() == trained

    // What is pushed is what was built.
    assert !succeeds(maven('lambda-image:push', 'java:17')).says('to train its JVM')
    assert project.image('1.0').digest().toString() == trained
    assert succeeds(maven('lambda-image:push', 'java:17')).says('Already there')

    Jdks.found().keySet().findAll { it == 17 || it == 25 }.each { release ->
        def base = "java:${release}".toString()
        // The function answers as it does without.
        def seen = answer(maven('lambda-image:invoke', base))
        assert seen.cache
        assert seen.twice == 'A' && seen.mine == 'of the classes'
        assert seen.resource == 'file:/var/task/cfg.txt'
        assert seen.folder == ['file:/var/task/pages/', 'jar:file:/var/task/lib/b.jar!/pages/']
        assert seen.services == ['own'] && seen.wrapper == 'null' && seen.file == 'one page' && seen.exploded
        def without = answer(maven('lambda-image:invoke', base, '-Dfunction.cache=false'))
        assert !without.cache
        assert seen.findAll { it.key != 'cache' } == without.findAll { it.key != 'cache' }

        // Both are told of.
        def starts = succeeds(maven('lambda-image:invoke', base, '-Dlambda-image.coldStarts=3'))
        assert starts.says('3 cold starts without the startup cache: init duration minimum')
        assert starts.says('3 cold starts with it: init duration minimum')

        // A wrapper of the user's is called all the same.
        def wrapped = answer(maven('lambda-image:invoke', base, '-Pwrapper'))
        assert wrapped.cache && wrapped.mineWrapper == 'called' && wrapped.wrapper == '/opt/wrapper'

        // AWS's client on a base that knows nothing of Lambda.
        def jre = answer(maven('lambda-image:invoke', "jre:${release}".toString(), '-Pclient'))
        assert jre.cache && jre.twice == 'A'
    }

    // A change of code is another cache.
    def source = project.file('src/main/java/com/example/Mine.java').toFile()
    source.text = source.text.replace('of the classes', 'of the new classes')
    assert succeeds(maven('lambda-image:build', 'java:17')).says('to train its JVM')
    assert digest() != trained
    def changed = digest()

    // A function that does not start has no image; the one before stays.
    def broken = maven('lambda-image:build', 'java:17', '-Dfunction.handler=com.example.Broken::handle')
    assert !broken.isSuccess()
    assert broken.says('asked for what is not here')
    assert broken.says('the function does not start on this machine')
    assert broken.says('ORDERS_TABLE is not set')
    assert digest() == changed

    // Extensions have no part in a training: nobody would tell them of its end.
    assert succeeds(maven('lambda-image:build', 'java:17', '-Pextension')).says('Startup cache: init')

    // Credentials of the machine never reach the training.
    def guarded = succeeds(maven('lambda-image:build', 'java:17', '-Dfunction.handler=com.example.Orders::guarded'))
    assert guarded.says('to train its JVM') && !guarded.says('The training event')

    // An event that fails is a warning, even one that ends the runtime.
    def picky = succeeds(maven('lambda-image:build', 'java:17', '-Dfunction.handler=com.example.Orders::picky'))
    assert picky.says("The training event 'events/order.json' failed")
    assert picky.says('no such order')
    def deadly = succeeds(maven('lambda-image:build', 'java:17', '-Dfunction.handler=com.example.Orders::deadly'))
    assert deadly.says("The training event 'events/order.json' failed")
    assert project.imageJson().get('startupCache') != null

    // Where images cannot be run, the build says so, or does without.
    def programs = Files.createDirectories(project.file('programs'))
    ['unshare', 'docker', 'podman', 'finch', 'nerdctl'].each {
        def program = programs.resolve(it).toFile()
        program.text = "#!/bin/sh\necho '${it}: Operation not permitted' >&2\nexit 1\n"
        assert program.setExecutable(true, false)
    }
    def nowhere = child.withEnvironment('PATH', "${programs}:${System.getenv('PATH')}".toString())
    def build = { String cache ->
        String[] all = ['lambda-image:build', "-Dfunction.cache=${cache}", "-Dlambda-image.from=${host}/java:17",
            "-Dlambda-image.architecture=${architecture}", '-Dfunction.handler=com.example.Broken::handle']*.toString()
        project.maven(nowhere, project.file('.'), all)
    }
    def refused = build('true')
    assert !refused.isSuccess() &&
        refused.says('the image has to be run on this machine for that, and that is not possible')
    assert refused.says('unshare: Operation not permitted') && refused.says("set <startupCache> to 'try'")
    def tried = succeeds(build('try'))
    assert tried.says('The image gets no startup cache:') && !tried.says("set <startupCache> to 'try'")
    def lacking = digest()
    assert project.imageJson().get('startupCache') == null
    succeeds(build('false'))
    assert digest() == lacking

    // Nothing is left behind.
    assert temporary.toFile().list().findAll { it.startsWith('lambda-image-') } == []
}
return true
