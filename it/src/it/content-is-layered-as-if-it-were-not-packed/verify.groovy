import static java.nio.file.StandardCopyOption.ATOMIC_MOVE
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING
import static java.util.concurrent.TimeUnit.SECONDS

import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.image.ImageArchive
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers
import java.nio.file.Files
import java.nio.file.attribute.PosixFilePermissions
import java.util.concurrent.LinkedBlockingQueue
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
        project.maven(*(['lambda-image:invoke', '-q',
            '-Dlambda-image.event={"item": "coffee", "count": "3"}'] + arguments.toList()))
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
    project.file('plain/pom.xml').toFile().text =
        pom.replaceFirst('<lambda-image.content>.*</lambda-image.content>', '')
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
    assert absent.log().any { it.contains("<content> '") && it.contains("none.zip' does not exist.") &&
        it.contains("run 'mvn package lambda-image:build'.") }
    assert project.maven('lambda-image:push', '-Dlambda-image.content=target/none.zip')
        .says("run 'mvn package lambda-image:push'.")
    project.copyTo('early', 'src')
    def binding = '(?s)(lambda-image-maven-plugin.*<phase>)package(</phase>)'
    project.file('early/pom.xml').toFile().text = pom.replaceFirst(binding, '$1process-classes$2')
    def early = project.maven(project.child(), project.file('early'), 'package')
    assert !early.isSuccess()
    assert early.says("This goal is bound to the phase 'process-classes', " +
        "and comes before what makes it: bind it to <phase>package</phase>")

    // The other goals take it as 'build' does.
    assert project.maven('lambda-image:tar', ofZip).isSuccess()
    assert ImageArchive.read(project.file('target/lambda-image.tar')).image().digest() == digest()
    def engine = project.file('engine')
    engine.toFile().text = '#!/bin/sh\n[ "$1" != load ] || cp "$3" received.tar\n'
    Files.setPosixFilePermissions(engine, PosixFilePermissions.fromString('rwxr-xr-x'))
    assert project.maven('lambda-image:load', ofZip, "-Dlambda-image.engine=${engine}".toString()).isSuccess()
    assert ImageArchive.read(project.file('received.tar')).image().digest() == digest()
    def running = project.child().start(project.file('.'),
        project.completed('lambda-image:run', '-Dlambda-image.port=0', '-Dlambda-image.watch=true', ofZip))
    try {
        def said = new LinkedBlockingQueue<String>()
        Thread.startDaemon { running.inputStream.eachLine('UTF-8') { println it; said << it } }
        def await = { String part ->
            def line = said.poll(180, SECONDS)
            while (line != null && !line.contains(part)) {
                line = said.poll(180, SECONDS)
            }
            assert line != null : "No '${part}'"
            return line
        }
        def url = await('Listening on ').replaceFirst('.*Listening on ', '').trim()
        def post = {
            HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url))
                .POST(HttpRequest.BodyPublishers.ofString('{"item": "coffee", "count": "3"}')).build(),
                BodyHandlers.ofString()).body()
        }
        await('Ready after')
        assert post() == '"3 cups of coffee"'
        zip('target/next.zip', [
            'unit.txt': 'bags'.bytes,
            'lib/slf4j-api-2.0.17.jar': Files.readAllBytes(library),
            'com/example/Orders.class': compiled,
        ])
        // In one step: what is written piece by piece changes more than once.
        Files.move(project.file('target/next.zip'), project.file('target/function.zip'),
            ATOMIC_MOVE, REPLACE_EXISTING)
        await('Ready after')
        assert post() == '"3 bags of coffee"'
    } finally {
        running.descendants().toList().each { it.destroy() }
        running.destroy()
        running.waitFor()
    }

    // What it is unpacked to is no extra file, in the first build or any other.
    project.copyTo('taking', 'src', 'target/function.zip')
    def taking = { String patterns ->
        project.file('taking/pom.xml').toFile().text = pom.replaceFirst('(<handler>.*</handler>)',
            '$1<extraFiles><extraFile><from>target</from><into>/opt/all</into>' +
                patterns + '</extraFile></extraFiles>')
        project.maven(project.child(), project.file('taking'), 'lambda-image:build', ofZip)
    }
    assert taking('').says('add <exclude>lambda-image/**</exclude><exclude>lambda-image-content/**</exclude>.')
    def jars = '<includes><include>**/*.jar</include><include>*.zip</include></includes>'
    def taken = taking(jars)
    assert !taken.isSuccess()
    assert taken.says('or add <exclude>**/lambda-image-content/**</exclude>.')
    def patterns = jars + '<excludes><exclude>**/lambda-image-content/**</exclude></excludes>'
    assert taking(patterns).isSuccess()
    assert taking(patterns).says('Up to date: ')

    // What is there still: the code was edited since, and the goal alone packs nothing.
    def source = project.file('src/main/java/com/example/Orders.java').toFile()
    source.text = source.text.replace('{} " + unit', 'about {} " + unit')
    def stale = project.maven('lambda-image:build')
    assert stale.isSuccess()
    assert stale.log().any { it.startsWith('[WARNING]') &&
        it.contains("is older than the class 'com/example/Orders.class'") &&
        it.contains("run 'mvn package lambda-image:build'.") }
    assert digest() == shaded
    def packed = project.maven('package', 'lambda-image:build')
    assert packed.isSuccess()
    assert !packed.log().any { it.contains('is older than the class') }
    assert invoke().says('"about 3 cups of coffee"')

    // A program of its own needs neither handler nor classes.
    project.copyTo('native', 'target/function.zip')
    project.file('native/pom.xml').toFile().text = pom.replaceFirst('<handler>.*</handler>',
        java.util.regex.Matcher.quoteReplacement('<environment><AWS_LAMBDA_EXEC_WRAPPER>' +
            '${LAMBDA_TASK_ROOT:-/none}/wrapper</AWS_LAMBDA_EXEC_WRAPPER></environment>'))
    zip('native/target/function.zip',
        [bootstrap: '#!/bin/sh\n'.bytes, wrapper: '#!/bin/sh\n'.bytes, data: 'data'.bytes])
    def native_ = project.maven(project.child(), project.file('native'),
        'lambda-image:push-no-fork', ofZip, '-Dlambda-image.tags=native',
        "-Dlambda-image.from=${project.registry().authority()}/lambda/provided:al2023".toString())
    assert native_.isSuccess()
    assert native_.says('Handler: bootstrap, the runtime that the function brings')
    def image = project.image('native')
    assert image.config('Cmd').toString() == '["bootstrap"]'
    assert image.find('var/runtime/bootstrap').get().mode() == 0755
    // This zip has no modes at all: what Lambda starts is executable all the same.
    assert image.find('var/task/wrapper').get().mode() == 0755
    assert image.find('var/task/data').get().mode() == 0644

    // What a parent names for its functions makes none of its other modules, and fails none.
    def reactor = { String name, String parent, Map<String, String> modules ->
        def write = { String file, String text ->
            def path = project.file("${name}/${file}".toString())
            Files.createDirectories(path.parent)
            Files.writeString(path, text)
        }
        write('pom.xml', parent.replaceFirst('<version>1.0</version>',
            '<version>1.0</version>\n  <packaging>pom</packaging>\n  <modules>' +
            modules.keySet().collect { "<module>${it}</module>" }.join('') + '</modules>'))
        modules.each { module, rest ->
            write("${module}/pom.xml", """<project>
              <modelVersion>4.0.0</modelVersion>
              <parent>
                <groupId>com.example</groupId><artifactId>packed-function</artifactId><version>1.0</version>
              </parent>
              <artifactId>${module}</artifactId>
              ${rest}
            </project>""")
            write("${module}/src/main/resources/words.txt", 'words')
        }
        ['library/src/main/java/com/example/Prices.java': 'package com.example; public class Prices {}',
         'server/src/main/java/com/example/Server.java':
             'package com.example; public class Server {}'].each { file, text ->
            if (modules.containsKey(file.replaceFirst('/.*', ''))) {
                write(file, text)
            }
        }
        return project.file(name)
    }
    def built = { String folder -> Files.exists(project.file("${folder}/target/lambda-image/index.json".toString())) }
    def shade = (pom =~ /(?s) *<plugin>(?:(?!<plugin>).)*?maven-shade-plugin.*?<\/plugin>\n/)[0]
    def unbound = pom.replace(shade, '')
        .replaceFirst('(?s)(<handler>.*?</configuration>\\s*)<executions>.*?</executions>', '$1')
        .replaceFirst('<handler>.*</handler>', '')
    def packing = reactor('packing', unbound, [
        orders: "<properties><lambda-image.handler>com.example.Orders::handle</lambda-image.handler></properties>" +
            "<build><plugins>${shade}</plugins></build>".toString(),
        library: '', words: ''])
    project.copyTo('packing/orders', 'src')
    assert project.maven(project.child(), packing, 'package', 'lambda-image:build').isSuccess()
    assert ['orders', 'library', 'words'].findAll { built('packing/' + it) } == ['orders']

    def starting = unbound.replaceFirst('<lambda-image.content>.*</lambda-image.content>', '')
        .replaceFirst('<configuration>\\s*</configuration>', '''<configuration>
      <checks><base>off</base></checks>
      <entrypoint>
        <program>/var/lang/bin/java</program>
        <arg>-cp</arg><arg>/var/task:/var/task/lib/*</arg><arg>com.example.Server</arg>
      </entrypoint>
    </configuration>''')
    assert starting.contains('<entrypoint>')
    def serving = reactor('serving', starting, [server: '', library: '', words: '',
        own: '''<build><plugins><plugin>
            <groupId>io.github.lambdaimage</groupId>
            <artifactId>lambda-image-maven-plugin</artifactId>
            <configuration>
              <entrypoint combine.self="override"><program>/usr/bin/server</program></entrypoint>
            </configuration>
          </plugin></plugins></build>'''])
    def served = project.maven(project.child(), serving, 'lambda-image:build')
    assert served.isSuccess()
    assert ['server', 'library', 'words', 'own'].findAll { built('serving/' + it) } == ['server', 'own']
    assert served.says('<entrypoint>, which its parent names, starts nothing of it.')
}
return true
