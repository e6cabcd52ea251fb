import io.github.lambdaimage.it.maven.ItProject
import java.nio.file.Files

try (ItProject project = ItProject.of(context)) {
    // No <handler>, and none is needed.
    assert project.log().any { it == '[INFO] Handler: com.example.Greeting, the only class that can be it' }
    assert project.image('1.0').config('Cmd').toString() == '["com.example.Greeting"]'

    // A mistake: nothing is built, and the image that was there stays.
    def before = project.imageJson()
    def wrong = project.maven('lambda-image:push', '-Dlambda-image.handler=com.example.Greetin')
    assert !wrong.isSuccess()
    assert wrong.says("<handler> 'com.example.Greetin': there is no class 'com.example.Greetin', " +
        "neither in the project nor in its dependencies. " +
        "Did you mean 'com.example.Greeting'? (check 'handler')")
    assert project.imageJson() == before
    def check = project.maven('lambda-image:check', '-Dlambda-image.handler=com.example.Base')
    assert !check.isSuccess()
    assert check.says("<handler> 'com.example.Base': its type variable 'I' says nothing of the type.")

    // An <entrypoint> that starts AWS's client calls it: it is found, checked, and the client's argument, once.
    def client = '-Dlambda-image.entrypoint=/var/lang/bin/java,-cp,/var/runtime/lib/*:/var/task:' +
        '/var/task/lib/*,com.amazonaws.services.lambda.runtime.api.client.AWSLambda'
    assert project.maven('lambda-image:push', client, '-Dlambda-image.tags=client')
        .says('Handler: com.example.Greeting, the only class that can be it')
    assert project.image('client').config('Cmd').toString() == '["com.example.Greeting"]'
    def misnamed = project.maven('lambda-image:check', client + ',com.example.Greetin')
    assert !misnamed.isSuccess()
    assert misnamed.says("<handler> 'com.example.Greetin': there is no class")
    assert project.maven('lambda-image:push', client + ',com.example.Greeting', '-Dlambda-image.tags=named').isSuccess()
    assert project.image('named').config('Cmd').isEmpty()
    def two = project.maven('lambda-image:check', client + ',com.example.Greeting',
        '-Dlambda-image.handler=com.example.Base')
    assert !two.isSuccess()
    assert two.says("<handler> 'com.example.Base' and the 'com.example.Greeting' in <entrypoint> are two handlers")

    // Whoever knows better has the last word.
    def pom = project.file('pom.xml').toFile()
    def plain = pom.text
    def configured = { String configuration ->
        pom.text = plain.replaceFirst(
            '(<artifactId>lambda-image-maven-plugin</artifactId>\\s*<version>[^<]*</version>)',
            "\$1<configuration>${configuration}</configuration>")
    }
    configured('<handler>com.example.Greetin</handler><checks><handler>warn</handler></checks>')
    def warned = project.maven('lambda-image:build')
    assert warned.isSuccess()
    assert warned.log().any { it.startsWith("[WARNING] <handler> 'com.example.Greetin': there is no class") }
    configured('<handler>com.example.Greetin</handler><checks><handler>off</handler></checks>')
    assert project.maven('lambda-image:build').log().every { !it.contains('there is no class') }
    configured('<handler>com.example.Greetin</handler>')
    assert !project.maven('lambda-image:build').isSuccess()

    // Two are one too many.
    pom.text = plain
    project.file('src/main/java/com/example/Other.java').toFile().text =
        'package com.example; public class Other extends Base<String> {}'
    def several = project.maven('lambda-image:build')
    assert !several.isSuccess()
    assert several.says('No <handler>, and 2 classes can be it.')
    assert several.says('<handler>com.example.Greeting</handler>, <handler>com.example.Other</handler>')
    assert Files.isDirectory(project.file('target/lambda-image'))
}
return true
