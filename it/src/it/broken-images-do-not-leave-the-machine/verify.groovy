import io.github.lambdaimage.it.maven.ItProject
import java.nio.file.Files
import java.security.KeyPairGenerator
import java.util.jar.JarOutputStream

try (ItProject project = ItProject.of(context)) {
    def registry = project.registry().authority()
    def write = { File folder, String name, String text -> new File(folder, name).tap { it.parentFile.mkdirs() }.text = text }
    def extraFiles = { String into -> "<extraFiles><extraFile><from>data</from><into>${into}</into></extraFile></extraFiles>" }
    def addsClient = "<runtimeInterfaceClient>true</runtimeInterfaceClient> adds AWS's client and an entrypoint that starts it."
    def tooNew = { String what, int java, String cure ->
        "The class ${what} needs Java ${java}, and the base has Java 8: the function would fail with UnsupportedClassVersionError. ${cure}, or name a base with Java ${java} in <from>."
    }
    def secret = { String file, String what ->
        "'/var/task/${file}' ${what}: anyone who can pull the image can read it. Take it out of the image, and fetch it at run time (AWS Secrets Manager, a role); if it is not a secret, allow it with <allowedSecrets>${file}</allowedSecrets>."
    }
    def noClient = { String base -> "Neither the base '${base}' nor the function has AWS's runtime interface client, without which nothing fetches events. ${addsClient}" }
    def otherFolder = { String base, String folder ->
        "The working directory of the base '${base}' is '${folder}', where the runtime would look for the function's classes; they are in '/var/task'. ${addsClient}"
    }

    // By module: the check that refuses it, its mistake, and every word that is said of it.
    def mistakes = [
        'for-a-newer-java': [check: 'java-version',
            from: "${registry}/lambda/java:8.al2023",
            dependencies: ['com.github.ben-manes.caffeine:caffeine:3.0.5'],
            says: [
                tooNew("'com.example.Greeting'", 17, 'Set <maven.compiler.release> to 8'),
                tooNew("'com.github.benmanes.caffeine.cache.AbstractLinkedDeque\$1' in 'caffeine-3.0.5.jar' (and 680 more)", 11, 'Take a version of it that is made for Java 8'),
            ]],
        // Met by two checks, and said by the first of them.
        'with-a-pointer-of-git-lfs': [check: 'java-version', alsoOff: ['native': 'off'],
            files: { folder -> write(folder, 'target/classes/models/x.jar', 'version https://git-lfs.github.com/spec/v1\noid sha256:' + '0' * 64 + '\nsize 12345\n') },
            says: ["The jar '${project.file('all/with-a-pointer-of-git-lfs/target/classes/models/x.jar')}' cannot be read: it is what Git LFS puts in the place of a file. Fetch the file with 'git lfs pull', or leave it out of the image."]],
        // A company's base, made of one of AWS's, says by what is in it that it has Java 8.
        'for-a-newer-java-than-the-companys': [check: 'java-version',
            from: "${registry}/platform/functions:7",
            says: [tooNew("'com.example.Greeting'", 17, 'Set <maven.compiler.release> to 8')]],
        'for-the-other-architecture': [check: 'native',
            dependencies: ['io.netty:netty-tcnative-boringssl-static:2.0.76.Final:linux-x86_64'],
            says: ["'netty-tcnative-boringssl-static-2.0.76.Final-linux-x86_64.jar' has native code for Linux on x86_64 (such as 'META-INF/native/libnetty_tcnative_linux_x86_64.so') but none for aarch64, which <architecture> 'arm64' needs: it would fail with UnsatisfiedLinkError. Add 'io.netty:netty-tcnative-boringssl-static' with <classifier>linux-aarch_64</classifier> (or as it calls that machine), beside or instead of 'linux-x86_64', change <architecture>, or leave it out with <excludes> if the function works without it."]],
        'for-a-newer-linux': [check: 'native',
            configuration: extraFiles('/opt/lib'),
            files: { folder ->
                new File(folder, 'data').mkdirs()
                Files.copy(project.file('../../../../plugin/src/test/resources/elf/libarc4random-aarch64.so'), new File(folder, 'data/libx.so').toPath())
            },
            says: ["'/opt/lib/libx.so' has native code for a newer Linux: '/opt/lib/libx.so' needs GLIBC_2.36, and the glibc of the base '${project.base()}' ends with GLIBC_2.34, so that it would not be loaded (version `GLIBC_2.36' not found). No base of AWS's has it, but one of Debian 12 has: name such a one in <from>, with <runtimeInterfaceClient>true</runtimeInterfaceClient>, or build it on a Linux as old as the base's."]],
        'too-large': [check: 'size',
            configuration: extraFiles('models'),
            files: { folder ->
                write(folder, 'data/model.bin', '')
                new RandomAccessFile(new File(folder, 'data/model.bin'), 'rw').withCloseable { it.setLength(11_000_000_000) }
            },
            says: ['The image would have 11.0 GB without compression (function 11.0 GB, base 33.8 kB), and Lambda takes at most 10 GB. Leave files out of <extraFiles>, read them from S3 or EFS, or take a smaller base.']],
        'of-too-many-layers': [check: 'size',
            from: "${registry}/jre:layers",
            says: ["The image's manifest would have about 26350 bytes, for 160 layers of the base and 1 of the function; Lambda takes fewer than 25400 bytes. Use a base image with fewer layers."],
            warns: ["The image would have 161 layers (160 of the base), and container engines stop at 127: 'load', and 'run' with an engine, would fail. Use a base image with fewer layers."]],
        'in-the-way-of-each-other': [check: 'layout',
            dependencies: [
                'commons-logging:commons-logging:1.3.5', 'org.slf4j:jcl-over-slf4j:2.0.17', 'org.slf4j:slf4j-simple:2.0.17', 'org.slf4j:slf4j-nop:2.0.17',
                'com.amazonaws:aws-lambda-java-runtime-interface-client:2.9.0', 'junit:junit:4.13.2',
            ],
            configuration: extraFiles('lib'),
            files: { folder ->
                new File(folder, 'data').mkdirs()
                new JarOutputStream(new FileOutputStream(new File(folder, 'data/c#.jar'))).close()
            },
            says: [
                "The runtime will not load '/var/task/lib/c#.jar': a jar's name has to end with '.jar' in lower case, and to be without '%' and '#'. Rename the file.",
                '5 classes occur more than once, with different bytes; the function gets ' +
                    ['Log', 'LogConfigurationException', 'LogFactory', 'impl.NoOpLog', 'impl.SimpleLog']
                        .collect { "'org.apache.commons.logging.${it}' of 'commons-logging-1.3.5.jar', not of 'jcl-over-slf4j-2.0.17.jar'" }.join(', ') +
                    '. Leave one of the two out, with <exclusions> in the pom or <excludes>.',
                "'aws-lambda-java-runtime-interface-client 2.9.0' is among the function's jars, and the base '${project.base()}' has its own, perhaps of another version: mixing them has broken functions. Give it the scope 'provided' or 'test', or name it in <excludes>.",
                "SLF4J finds 2 logging bindings and takes one of them by chance: 'slf4j-nop-2.0.17.jar', 'slf4j-simple-2.0.17.jar'. Leave all but one out, with <exclusions> in the pom or <excludes>.",
                "Libraries for tests are in the image: 'junit:junit'. Give them <scope>test</scope>, or exclude them from the dependency that brings them ('mvn dependency:tree' shows it).",
            ]],
        'with-keys': [check: 'secrets',
            files: { folder ->
                def key = KeyPairGenerator.getInstance('RSA').generateKeyPair().private.encoded
                write(folder, 'target/classes/tls/server.pem', "-----BEGIN PRIVATE KEY-----\n${key.encodeBase64(true)}-----END PRIVATE KEY-----\n")
                write(folder, 'target/classes/application.properties', 'access=' + 'AKIA' + 'QWERTY23' * 2 + '\n')
                write(folder, 'target/classes/.env', 'STAGE=test\n')
            },
            says: [
                secret('.env', 'is an environment file, which usually holds passwords'),
                secret('application.properties', 'holds an AWS access key'),
                secret('tls/server.pem', 'holds a private key'),
            ]],
        'on-a-bare-linux': [check: 'base',
            from: "${registry}/jre:nothing",
            says: [
                "The base '${registry}/jre:nothing' has no entrypoint, so that the handler would be started as a program. ${addsClient}",
                otherFolder("${registry}/jre:nothing", '/'),
                noClient("${registry}/jre:nothing"),
            ]],
        'on-a-relative-entrypoint': [check: 'base',
            from: "${registry}/jre:relative",
            says: [
                "The entrypoint 'java' of the base '${registry}/jre:relative' is relative, and Lambda starts an absolute path only. ${addsClient}",
                otherFolder("${registry}/jre:relative", '/app'),
                noClient("${registry}/jre:relative"),
            ]],
        'on-a-linked-entrypoint': [check: 'base',
            from: "${registry}/jre:link",
            says: [
                "The entrypoint '/opt/start' of the base '${registry}/jre:link' is a symbolic link (to '/opt/java/openjdk/bin/java'), which Lambda does not start. Make a base whose entrypoint is the program itself. ${addsClient}",
                noClient("${registry}/jre:link"),
            ]],
        'on-no-runtime': [check: 'base',
            from: "${registry}/lambda/provided:al2023",
            says: ["The base '${registry}/lambda/provided:al2023' has no runtime, and the function brings none: its entrypoint starts '/var/runtime/bootstrap'. Add your program by that name with <extraFiles> (<into>/var/runtime</into>, <mode>755</mode>), or name a base with a Java in <from>."]],
        'with-a-client-and-no-java': [check: 'base',
            from: "${registry}/jre:nothing",
            configuration: '<runtimeInterfaceClient>true</runtimeInterfaceClient>',
            says: ["<runtimeInterfaceClient> needs a Java, and the base '${registry}/jre:nothing' has none in its JAVA_HOME or on its PATH. Name a base with a Java in <from>."]],
        'with-a-second-client': [check: 'base',
            configuration: '<runtimeInterfaceClient>2.9.0</runtimeInterfaceClient>',
            says: ["The base '${project.base()}' is AWS's own and has the runtime interface client: a second one beside it has broken functions. Remove <runtimeInterfaceClient>."]],
    ]

    def pom = project.file('pom.xml').toFile().text
    def dependency = { String coordinates ->
        def (group, artifact, version, classifier) = coordinates.split(':') + [null]
        "<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version>" +
            (classifier ? "<classifier>${classifier}</classifier>" : '') +
            '<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions></dependency>'
    }
    mistakes.each { name, mistake ->
        project.copyTo("all/${name}", 'target/classes')
        mistake.files?.call(project.file("all/${name}").toFile())
    }
    write(project.file('all').toFile(), 'pom.xml', """<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>all-mistakes</artifactId>
  <version>1.0</version>
  <packaging>pom</packaging>
  <modules>
    ${mistakes.keySet().collect { "<module>${it}</module>" }.join('\n    ')}
  </modules>
  ${pom.find('(?s)<build>.*</build>').replaceFirst('(?s)<configuration>.*</configuration>', '')}
</project>
""")
    // Each module's own check gets the level; 'layout', which warns, would have a word with others too.
    def run = { String level, String... arguments ->
        mistakes.each { name, mistake ->
            def alsoOff = level == 'off' ? mistake.alsoOff ?: [:] : [:]
            def levels = (['layout': 'off', (mistake.check): level] + alsoOff).collect { "<${it.key}>${it.value}</${it.key}>" }.join()
            write(project.file("all/${name}").toFile(), 'pom.xml', pom
                .replace('broken-function', name)
                .replace('<dependencies></dependencies>', "<dependencies>${(mistake.dependencies ?: []).collect(dependency).join()}</dependencies>")
                .replace('</configuration>', "<from>${mistake.from ?: project.base()}</from>${mistake.configuration ?: ''}<checks>${levels}</checks></configuration>"))
        }
        project.maven(project.child(), project.file('all'), *(['-T', '2', '--fail-at-end'] + arguments.toList()))
    }
    def ofCheck = { name, messages -> messages.collect { "${it} (check '${mistakes[name].check}')".toString() } }
    def said = { name -> ofCheck(name, mistakes[name].says) }
    // What stops no build, whatever the level.
    def warned = { name -> ofCheck(name, mistakes[name].warns ?: []) }
    // A digest differs with the port of the registry, which is in it.
    def plain = { String line -> line.replaceAll('@sha256:[0-9a-f]{64}', '') }
    def failureOf = { result, String name ->
        def lines = result.log().collect(plain)
        def start = "[ERROR] Failed to execute goal "
        def first = lines.findIndexOf { it.startsWith(start) && it.contains(" on project ${name}: ") }
        assert first >= 0 : name
        def rest = lines.drop(first + 1).takeWhile { !it.startsWith(start) }.join('\n')
        (lines[first].replaceFirst(/.* on project [^:]+: /, '') + '\n' + rest)
            .replaceFirst(/(?s)\s*(\[ERROR\] )?-> \[Help 1\].*/, '').readLines().collect { it.replaceFirst(/^\[ERROR\] /, '') }
    }
    def hasImage = { String name -> Files.exists(project.file("all/${name}/target/lambda-image")) }
    // Each layer that was packed has a line with its size.
    def packed = { String size ->
        def files = []
        project.file('../../local-repo/.cache/lambda-image').toFile().eachFileRecurse { files << it }
        files.any { it.parentFile.name == 'layers' && it.text =~ size }
    }

    // A build tells every mistake, and leaves no image, nor any part of 11 GB.
    ['lambda-image:build-no-fork', 'lambda-image:check'].each { goal ->
        def failed = run('fail', goal)
        assert !failed.isSuccess()
        mistakes.each { name, mistake ->
            assert failureOf(failed, name) == said(name)
            assert !hasImage(name)
            warned(name).each { assert failed.says("[WARNING] ${it}".toString()) }
        }
        assert !failed.says('MojoExecutionException')
    }
    assert !packed(/\b11000\d{6}\b/)
    assert project.pushed().tags().isEmpty()

    // With 'warn' they are said, and built; 11 GB are not, for the time that it takes.
    def warnings = { result -> result.log().findAll { it.startsWith('[WARNING] ') && it.contains("(check '") }.collect { plain(it.substring('[WARNING] '.length())) }.toSorted() }
    def checked = run('warn', 'lambda-image:check')
    assert checked.isSuccess()
    def all = { names -> names.collectMany { said(it) + warned(it) }.toSorted() }
    assert warnings(checked) == all(mistakes.keySet())
    def buildable = mistakes.keySet() - ['too-large', 'with-a-client-and-no-java']
    def others = '!too-large,!with-a-client-and-no-java'
    def notes = { result -> result.log().findAll { it.startsWith('[INFO] Note: ') } }
    def built = run('warn', '-pl', others, 'lambda-image:build-no-fork')
    assert built.isSuccess()
    assert warnings(built) == all(buildable)
    assert !notes(built).isEmpty()
    buildable.each { name ->
        def entry = project.imageJson("all/${name}").get('checks').find { it.get('name').asText() == mistakes[name].check }
        assert entry.get('level').asText() == 'warn'
        assert entry.get('problems').collect { plain(it.asText()) } == mistakes[name].says*.toString()
        assert entry.get('warnings')*.asText() == (mistakes[name].warns ?: [])
    }
    // An image that is there already still has them; what is only worth knowing was said.
    def again = run('warn', '-pl', others, 'lambda-image:build-no-fork')
    assert again.isSuccess()
    assert again.log().count { it.contains('Up to date: ') } == buildable.size()
    assert warnings(again) == warnings(built)
    assert notes(again).isEmpty()

    // With 'off', nobody looks.
    def off = run('off', 'lambda-image:check')
    assert off.isSuccess()
    assert warnings(off).isEmpty()
    def checks = off.log().findAll { it.startsWith('[INFO] Checked: ') }
    assert checks.size() == mistakes.size()
    mistakes.values().collectMany { [it.check] + (it.alsoOff?.keySet() ?: []) }.countBy { it }.findAll { it.key != 'layout' }.each { check, count ->
        assert checks.count { !it.contains(check) } == count
    }
}
return true
