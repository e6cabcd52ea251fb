import com.sun.net.httpserver.Headers
import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.image.LambdaBase
import io.github.lambdaimage.standin.image.PulledImage
import io.github.lambdaimage.standin.registry.Endpoint
import io.github.lambdaimage.standin.registry.RegistryException
import io.github.lambdaimage.standin.registry.RegistryServer
import io.github.lambdaimage.standin.registry.Request
import java.nio.file.Files
import java.nio.file.attribute.PosixFilePermissions

// A registry with a token service that takes identity tokens: one of them is worth the password.
def oauth = { Endpoint registry ->
    { request ->
        if (request.method() != 'POST' || request.path() != '/token') {
            return registry.answer(request)
        }
        def form = new String(request.body().readAllBytes(), 'UTF-8').split('&')
            .collectEntries { it.split('=', 2).toList() }
        if (form.grant_type != 'refresh_token' || form.refresh_token != 'the-identity-token') {
            throw new RegistryException(401, 'UNAUTHORIZED', 'invalid_grant')
        }
        def headers = new Headers()
        headers.set('Authorization', 'Basic ' + 'robot:correct horse battery'.bytes.encodeBase64())
        return registry.answer(new Request(request.origin(), 'GET',
            URI.create("/token?service=${form.service}&scope=${form.scope}"),
            headers, InputStream.nullInputStream()))
    } as Endpoint
}
try (ItProject project = ItProject.of(context)
        RegistryServer azure = RegistryServer.builder()
            .bearerAuth('robot', 'correct horse battery').behind(oauth).start()
        RegistryServer bearer = RegistryServer.builder().bearerAuth('robot', 'correct horse battery').start()
        RegistryServer elsewhere = RegistryServer.builder()
            .bearerAuthElsewhere('robot', 'correct horse battery').start()
        RegistryServer offering = RegistryServer.builder()
            .basicAuth('robot', 'correct horse battery').behind(context.challenges).start()) {
    [azure, bearer, elsewhere, offering].each {
        LambdaBase.java(17).putIndex(it.repository(ItProject.BASE), '17.al2023')
    }
    def basicSecret = 'robot:correct horse battery'.bytes.encodeBase64().toString()
    def noDocker = Files.createDirectories(project.file('no-docker'))

    // "-X" shows everything, but never what opens the registry.
    def publishes = { String tag, RegistryServer registry, child, String... arguments ->
        registry.forgetRequests()
        String[] all = [*arguments, 'lambda-image:push-no-fork', "-Dlambda-image.tags=${tag}", '-X',
            "-Dlambda-image.from=${registry.authority()}/lambda/java:17.al2023",
            "-Dlambda-image.repository=${registry.authority()}/function"]*.toString()
        def result = project.maven(child, project.file('.'), all)
        assert result.isSuccess()
        PulledImage.read(registry.repository('function'), tag)
        def sent = registry.requests().collectMany { it.headers().getOrDefault('Authorization', []) }.toSet()
        assert !sent.isEmpty()
        def secrets = ['correct horse battery', basicSecret] + sent.collect { it.split(' ')[1] }
        secrets.each { secret -> assert result.log().every { !it.contains(secret) } }
        return result
    }
    def docker = { String name, String config ->
        def directory = Files.createDirectories(project.file(name))
        directory.resolve('config.json').toFile().text = config
        return project.child().withEnvironment('DOCKER_CONFIG', directory.toString())
    }
    def bare = project.child().withEnvironment('DOCKER_CONFIG', noDocker.toString())
    def basic = project.registry()

    // A <server> of settings.xml, named after the registry's host.
    publishes('settings', basic, bare, '-s', 'settings.xml')
    publishes('settings', bearer, bare, '-s', 'settings.xml')

    // The same where another server gives out the tokens, and where several ways are offered.
    publishes('settings', elsewhere, bare, '-s', 'settings.xml')
    assert elsewhere.tokenRequests().every { it.headers().getFirst('Authorization') == 'Basic ' + basicSecret }
    publishes('settings', offering, bare, '-s', 'settings.xml')

    // A wrong password is one for the registry, whoever says so.
    def wrong = project.file('wrong-settings.xml').toFile()
    wrong.text = project.file('settings.xml').toFile().text.replace('correct horse', 'wrong horse')
    [bearer, elsewhere].each { registry ->
        registry.forgetRequests()
        def refused = project.maven(bare, project.file('.'), '-s', 'wrong-settings.xml', 'lambda-image:push-no-fork',
            "-Dlambda-image.from=${registry.authority()}/lambda/java:17.al2023".toString(),
            "-Dlambda-image.repository=${registry.authority()}/function".toString())
        assert !refused.isSuccess()
        def message = refused.log().find { it.startsWith('[ERROR] Failed to execute goal') }
        assert message.contains('/token: 401 (UNAUTHORIZED: wrong user or password)')
        assert message.contains("add a <server> with <id>${registry.authority()}</id> " +
            "to settings.xml, or run 'docker login ${registry.authority()}'.")
        assert refused.log().every { !it.contains('wrong horse battery') }
    }

    publishes('encrypted', basic, bare, '-s', 'encrypted-settings.xml', '-Dsettings.security=settings-security.xml')

    // What "docker login" leaves.
    publishes('docker', basic,
        docker('docker-login', """{"auths": {"${basic.authority()}": {"auth": "${basicSecret}"}}}"""))

    // A credential helper on the PATH.
    def helper = Files.createDirectories(project.file('bin')).resolve('docker-credential-it')
    helper.toFile().text = """#!/bin/sh
read -r registry
[ "\$1 \$registry" = "get ${bearer.authority()}" ] || exit 1
echo '{"ServerURL": "${bearer.authority()}", "Username": "robot", "Secret": "correct horse battery"}'
"""
    Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString('rwxr-xr-x'))
    def helped = docker('docker-helper', """{"credHelpers": {"${bearer.authority()}": "it"}}""")
        .withEnvironment('PATH', project.file('bin').toString() + File.pathSeparator + System.getenv('PATH'))
    publishes('helper', bearer, helped)

    // What variables of the environment name: Podman's file, and the JSON itself, as in GitLab.
    def login = """{"auths": {"${basic.authority()}": {"auth": "${basicSecret}"}}}""".toString()
    project.file('auth.json').toFile().text = login
    publishes('file', basic, bare.withEnvironment('REGISTRY_AUTH_FILE', project.file('auth.json').toString()))
    publishes('variable', basic, bare.withEnvironment('DOCKER_AUTH_CONFIG', login))

    // An identity token, as Azure's registry gives one for a login: the token service takes it by POST.
    def identity = { String token ->
        docker('docker-identity',
            """{"auths": {"${azure.authority()}": {"auth": "MDA6", "identitytoken": "${token}"}}}""")
    }
    def byIdentity = publishes('identity', azure, identity('the-identity-token'))
    assert byIdentity.log().every { !it.contains('the-identity-token') }
    def refused = project.maven(identity('an-older-token'), project.file('.'), 'lambda-image:push-no-fork',
        "-Dlambda-image.from=${azure.authority()}/lambda/java:17.al2023".toString(),
        "-Dlambda-image.repository=${azure.authority()}/function".toString())
    assert !refused.isSuccess()
    assert refused.says("The identity token that Docker's config has for '${azure.authority()}' " +
        "has expired, or is for something else: " +
        "log in anew with 'docker login ${azure.authority()}'.")
    assert refused.log().every { !it.contains('an-older-token') }

    // An entry without a login is told beside what the registry says; one that cannot be read ends the build.
    def empty = project.maven(docker('docker-empty', """{"auths": {"${basic.authority()}": {}}}"""),
        project.file('.'), 'lambda-image:push-no-fork', '-Dlambda-image.tags=nobody')
    assert !empty.isSuccess()
    assert empty.says("[WARNING] The entry '${basic.authority()}' " +
        "in '${project.file('docker-empty/config.json')}' has no login")
    def broken = project.maven(
        bare.withEnvironment('DOCKER_AUTH_CONFIG', login.replace('"auth": "', '"auth": "!')),
        project.file('.'), 'lambda-image:push-no-fork', '-Dlambda-image.tags=nobody')
    assert !broken.isSuccess()
    assert broken.says("The credentials for '${basic.authority()}' " +
        "in the environment variable DOCKER_AUTH_CONFIG cannot be read")
    assert broken.log().every { !it.contains(basicSecret) }

    // Without any of them, the registry says no.
    assert project.maven(bare, project.file('.'), 'lambda-image:push-no-fork', '-Dlambda-image.tags=nobody').says('401')
}
return true
