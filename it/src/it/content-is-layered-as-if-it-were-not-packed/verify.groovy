import io.github.lambdaimage.it.maven.ItProject
import java.nio.file.Files
import java.util.zip.ZipEntry
import java.util.zip.ZipOutputStream

try (ItProject project = ItProject.of(context)) {
    def layers = { String folder = '.' -> project.imageJson(folder).get('layers')*.get('name')*.asText() }
    def digest = { String folder = '.' -> project.imageJson(folder).get('digest').asText() }
    def zip = { String name, Map<String, byte[]> files ->
        new ZipOutputStream(Files.newOutputStream(project.file(name))).withCloseable { out ->
            files.each { entry, bytes ->
                out.putNextEntry(new ZipEntry(entry))
                out.write(bytes)
            }
        }
    }
    def invoke = { String... arguments ->
        project.maven(*(['lambda-image:invoke', '-q', '-Dlambda-image.event={"item": "coffee", "count": "3"}'] + arguments.toList()))
    }

    // Bound to 'package', below the plugin that makes the jar: everything is in it, and nothing beside it.
    assert project.log().any { it.contains('Built sha256:') }
    assert layers() == ['resources', 'classes']
    def shaded = digest()
    def answered = invoke()
    assert answered.isSuccess()
    assert answered.says('"3 cups of coffee"')
    // Nothing was packed anew, and the image is the one that was.
    assert digest() == shaded

    // A zip with the same files as classes and dependencies gives the very same image, whatever its order and times.
    project.copyTo('plain', 'target/classes', 'src')
    def pom = project.file('pom.xml').toFile().text
    project.file('plain/pom.xml').toFile().text = pom.replaceFirst('<lambda-image.content>.*</lambda-image.content>', '')
    assert project.maven(project.child(), project.file('plain'), 'lambda-image:build-no-fork').isSuccess()
    assert layers('plain') == ['dependencies', 'resources', 'classes']
    def library = project.child().localRepository().resolve('org/slf4j/slf4j-api/2.0.17/slf4j-api-2.0.17.jar')
    def compiled = Files.readAllBytes(project.file('target/classes/com/example/Orders.class'))
    zip('target/function.zip', [
        'unit.txt': Files.readAllBytes(project.file('target/classes/unit.txt')),
        'lib/slf4j-api-2.0.17.jar': Files.readAllBytes(library),
        'com/example/Orders.class': compiled,
    ])
    def ofZip = '-Dlambda-image.content=target/function.zip'
    assert project.maven('lambda-image:build', ofZip).isSuccess()
    assert digest() == digest('plain')
    assert project.maven('lambda-image:build', ofZip).says('Up to date: ')
    assert invoke(ofZip).says('"3 cups of coffee"')

    // Checks look at what is packed, here a folder, and not at what was compiled.
    project.file('target/function/lib').toFile().mkdirs()
    Files.copy(library, project.file('target/function/lib/slf4j-api-2.0.17.jar'))
    def lacking = project.maven('lambda-image:check', '-Dlambda-image.content=target/function')
    assert !lacking.isSuccess()
    assert lacking.says("<handler> 'com.example.Orders::handle': there is no class 'com.example.Orders'")

    // What is not there yet.
    def absent = project.maven('lambda-image:build', '-Dlambda-image.content=target/none.zip')
    assert !absent.isSuccess()
    assert absent.log().any { it.contains("<content> '") && it.contains("none.zip' does not exist.") && it.contains("run 'mvn package lambda-image:build'.") }
    assert project.maven('lambda-image:push', '-Dlambda-image.content=target/none.zip').says("run 'mvn package lambda-image:push'.")
    project.copyTo('early', 'src')
    def binding = '(?s)(lambda-image-maven-plugin.*<phase>)package(</phase>)'
    project.file('early/pom.xml').toFile().text = pom.replaceFirst(binding, '$1process-classes$2')
    def early = project.maven(project.child(), project.file('early'), 'package')
    assert !early.isSuccess()
    assert early.says("This goal is bound to the phase 'process-classes', and comes before what makes it: bind it to <phase>package</phase>")

    // What is there still: the code was edited since, and the goal alone packs nothing.
    def source = project.file('src/main/java/com/example/Orders.java').toFile()
    source.text = source.text.replace('{} " + unit', 'about {} " + unit')
    def stale = project.maven('lambda-image:build')
    assert stale.isSuccess()
    assert stale.log().any { it.startsWith('[WARNING]') && it.contains("is older than the class 'com/example/Orders.class'") && it.contains("run 'mvn package lambda-image:build'.") }
    assert digest() == shaded
    def packed = project.maven('package', 'lambda-image:build')
    assert packed.isSuccess()
    assert !packed.log().any { it.contains('is older than the class') }
    assert invoke().says('"about 3 cups of coffee"')

    // A program of its own needs neither handler nor classes.
    project.copyTo('native', 'target/function.zip')
    project.file('native/pom.xml').toFile().text = pom.replaceFirst('<handler>.*</handler>', '')
    zip('native/target/function.zip', [bootstrap: '#!/bin/sh\n'.bytes])
    def native_ = project.maven(project.child(), project.file('native'), 'lambda-image:push-no-fork', ofZip, '-Dlambda-image.tags=native',
        "-Dlambda-image.from=${project.registry().authority()}/lambda/provided:al2023".toString())
    assert native_.isSuccess()
    assert native_.says('Handler: bootstrap, the runtime that the function brings')
    def image = project.image('native')
    assert image.config('Cmd').toString() == '["bootstrap"]'
    assert image.find('var/runtime/bootstrap').get().mode() == 0755
}
return true
