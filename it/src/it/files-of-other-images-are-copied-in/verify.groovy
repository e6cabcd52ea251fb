import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.ecr.EcrServer
import io.github.lambdaimage.standin.image.LambdaBase
import io.github.lambdaimage.standin.image.LambdaRules
import io.github.lambdaimage.standin.image.LayeredImage
import io.github.lambdaimage.standin.image.PulledImage
import io.github.lambdaimage.standin.registry.RegistryServer
import io.github.lambdaimage.standin.registry.Repository
import java.nio.file.Files

// An image of extensions for two architectures: programs, data, links, and what a later layer takes away.
def put = { Repository repository, String tag, String version ->
    LayeredImage.putIndex(repository, tag, ['arm64', 'amd64'].collect { String architecture ->
        new LayeredImage(architecture)
            .layer('opt', 'opt/extensions', 'opt/data', 'opt/docs', 'usr', 'usr/lib64')
            .program('opt/extensions/collector', "collector ${version} for ${architecture}\n".toString())
            .file('opt/data/old.txt', 'old\n')
            .file('opt/data/words.txt', 'words\n')
            .file('opt/docs/manual.txt', 'manual\n')
            .link('lib64', 'usr/lib64')
            .file('usr/lib64/libx.so.1', "libx ${version} for ${architecture}\n".toString())
            .link('usr/lib64/libx.so', 'libx.so.1')
            .layer('opt', 'opt/data', 'opt/cache')
            .file('opt/data/.wh.old.txt', '')
            .file('opt/cache/words.txt', 'more words\n')
            .hardLink('opt/cache/more.txt', 'opt/cache/words.txt')
            .link('opt/latest', '../opt/cache')
            .layer('etc')
            .file('etc/passwd', 'root\n')
            .layer('opt', 'opt/cache')
            .file('opt/cache/.wh..wh..opq', '')
            .file('opt/cache/words.txt', 'the words\n')
            .layer('opt')
            .program('opt/hardly', 'hardly\n')
            .hardLink('opt/hard', 'opt/hardly')
    })
}
def files = { PulledImage image ->
    image.layers()[6].files().findAll { !it.isDirectory() }.collect { [it.path(), it.octalMode()] }
}
def handler = '-Dlambda-image.handler=com.example.Greeting::handleRequest'

try (ItProject project = ItProject.of(context)
        RegistryServer guarded = RegistryServer.builder().bearerAuth('robot', 'correct horse battery').start()
        EcrServer ecr = EcrServer.builder().start()) {
    def repository = project.registry().repository('tools')
    def tools = "-Dtools=${project.registry().authority()}/tools:1".toString()
    def first = put(repository, '1', 'one')
    def toolsRequests = { project.registry().requests().findAll { it.toString().contains('/v2/tools/') } }
    def copied = { String folder ->
        project.imageJson(folder).get('copied')
            .collect { [it.get('reference').asText(), it.get('digest').asText()] }
    }

    assert project.maven('lambda-image:build', tools, handler).isSuccess()
    assert copied('.') == [[tools.substring('-Dtools='.length()), first]]

    // An unchanged build asks what the tag stands for, once for both entries, and nothing else.
    project.registry().forgetRequests()
    assert project.maven('lambda-image:build', tools, handler).isSuccess()
    assert toolsRequests().collect { it.method() } == ['HEAD']

    // What was built and tried is what is pushed, though the tag has moved meanwhile.
    def second = put(repository, '1', 'two')
    project.registry().forgetRequests()
    assert project.maven('lambda-image:push', tools, handler).isSuccess()
    assert toolsRequests().isEmpty()
    def image = project.image('1.0')
    assert LambdaRules.violations(image) == []
    assert files(image) == [
        ['opt/cache/words.txt', '0644'],
        ['opt/data/words.txt', '0644'],
        ['opt/extensions/collector', '0755'],
        ['opt/hard', '0755'],
        ['opt/hardly', '0755'],
        ['opt/latest/words.txt', '0644'],
        ['opt/lib/libx.so', '0644'],
    ]
    assert image.text('opt/cache/words.txt') == 'the words\n'
    assert image.text('opt/latest/words.txt') == 'the words\n'
    assert image.text('opt/hard') == 'hardly\n'
    assert image.text('opt/extensions/collector') == 'collector one for arm64\n'
    assert image.text('opt/lib/libx.so') == 'libx one for arm64\n'
    assert copied('.')[0][1] == first

    // A fresh checkout without a network, after one build with it.
    def fresh = project.copyTo('fresh', 'pom.xml', 'src')
    project.registry().forgetRequests()
    assert project.maven(project.child(), fresh, '-o', 'lambda-image:build', tools, handler).isSuccess()
    assert project.registry().requests().isEmpty()
    assert copied('fresh')[0][1] == first
    assert project.imageJson('fresh').get('digest') == project.imageJson().get('digest')

    // The next build takes what the tag stands for by then, and that of the function's architecture.
    assert project.maven(project.child(), fresh, 'lambda-image:push', tools, handler,
        '-Dlambda-image.architecture=x86_64', '-Dlambda-image.tags=x86_64').isSuccess()
    assert copied('fresh')[0][1] == first
    assert project.maven(project.child(), fresh, 'lambda-image:build', tools, handler,
        '-Dlambda-image.architecture=x86_64').isSuccess()
    assert copied('fresh')[0][1] == second
    assert project.maven(project.child(), fresh, 'lambda-image:push', tools, handler,
        '-Dlambda-image.architecture=x86_64', '-Dlambda-image.tags=x86_64').isSuccess()
    assert project.image('x86_64').text('opt/extensions/collector') == 'collector two for amd64\n'

    // From a registry that wants a login, and from Amazon ECR: by the ways that the base has.
    put(guarded.repository('tools'), '1', 'guarded')
    def secret = 'robot:correct horse battery'.bytes.encodeBase64()
    def login = """{"auths": {"${guarded.authority()}": {"auth": "${secret}"}}}""".toString()
    def loggedIn = project.child().withEnvironment('DOCKER_AUTH_CONFIG', login)
    assert project.maven(loggedIn, fresh, 'lambda-image:push', 
        "-Dtools=${guarded.authority()}/tools:1".toString(), handler,
        '-Dlambda-image.tags=guarded').isSuccess()
    assert project.image('guarded').text('opt/extensions/collector') == 'collector guarded for arm64\n'
    put(ecr.createRepository('tools'), '1', 'ecr')
    ecr.createRepository('orders')
    assert project.maven(project.child().withEnvironment(ecr.environment()), fresh, 'lambda-image:push',
        "-Dtools=${ecr.registryHost()}/tools:1".toString(), handler, '-Dlambda-image.repository=orders').isSuccess()
    assert PulledImage.read(ecr.registry().repository('orders'), '1.0').text('opt/extensions/collector') ==
        'collector ecr for arm64\n'

    // What is named and not there is said in the words of <extraFile>.
    def absent = project.maven(project.child(), fresh, 'lambda-image:build', tools.replace(':1', ':2'), handler)
    assert !absent.isSuccess()
    assert absent.says("The image '${project.registry().authority()}/tools:2' does not exist")
    assert absent.says('Correct <image>.')

    // The extension hands events to a server, which needs no handler; only a container can run that.
    def server = '-Dlambda-image.entrypoint=/var/lang/bin/java,-cp,/var/task,com.example.Greeting'
    assert project.maven(project.child(), fresh, 'lambda-image:push', tools, server,
        '-Dlambda-image.tags=server').isSuccess()
    assert project.image('server').config('Entrypoint')*.asText() ==
        ['/var/lang/bin/java', '-cp', '/var/task', 'com.example.Greeting']
    assert project.image('server').config('Cmd').isEmpty()
    def invoked = project.maven(project.child(), fresh, 'lambda-image:invoke', tools, server,
        '-Dlambda-image.runWith=process')
    assert !invoked.isSuccess()
    assert invoked.says("The image cannot be run in a process: its <entrypoint> " +
        "'/var/lang/bin/java -cp /var/task com.example.Greeting' is a program of the image")

    // A runtime out of an image needs neither handler nor classes.
    def runtime = new LayeredImage('arm64').layer('var', 'var/runtime').program('var/runtime/bootstrap', '#!/bin/sh\n')
        .putSingle(project.registry().repository('runtime'), '1')
    LambdaBase.java(17).putIndex(project.registry().repository('lambda/provided'), 'al2023')
    Files.createDirectories(project.file('native'))
    project.file('native/pom.xml').toFile().text = project.file('pom.xml').toFile().text
        .replaceFirst('(?s)<extraFiles>.*</extraFiles>',
            "<extraFiles><extraFile><image>${project.registry().authority()}/runtime@${runtime}</image>" +
            "<from>/var/runtime</from><into>/var/runtime</into></extraFile></extraFiles>")
    def brought = project.maven(project.child(), project.file('native'), 'lambda-image:push',
        '-Dlambda-image.tags=native',
        "-Dlambda-image.from=${project.registry().authority()}/lambda/provided:al2023".toString())
    assert brought.isSuccess()
    assert brought.says('Handler: bootstrap, the runtime that the function brings')
    assert project.image('native').config('Cmd').toString() == '["bootstrap"]'
    assert project.image('native').text('var/runtime/bootstrap') == '#!/bin/sh\n'
}
return true
