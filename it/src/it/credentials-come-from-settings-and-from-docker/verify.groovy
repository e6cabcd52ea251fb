import io.github.lambdaimage.it.image.LambdaBase
import io.github.lambdaimage.it.image.PulledImage
import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.it.registry.RegistryServer
import java.nio.file.Files
import java.nio.file.attribute.PosixFilePermissions

try (ItProject project = ItProject.of(context)
        RegistryServer bearer = RegistryServer.builder().bearerAuth('robot', 'correct horse battery').start()) {
    LambdaBase.java(17).putIndex(bearer.repository(ItProject.BASE), '17.al2023')
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

    publishes('encrypted', basic, bare, '-s', 'encrypted-settings.xml', '-Dsettings.security=settings-security.xml')

    // What "docker login" leaves.
    publishes('docker', basic, docker('docker-login', """{"auths": {"${basic.authority()}": {"auth": "${basicSecret}"}}}"""))

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

    // Without any of them, the registry says no.
    assert project.maven(bare, project.file('.'), 'lambda-image:push-no-fork', '-Dlambda-image.tags=nobody').says('401')
}
return true
