import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.it.maven.Rows
import java.nio.file.Files
import java.security.KeyPairGenerator
import java.util.jar.JarOutputStream

try (ItProject project = ItProject.of(context)) {
    def write = { File folder, String name, String text ->
        new File(folder, name).tap { it.parentFile.mkdirs() }.text = text
    }
    def mistakes = Rows.read(project.file('mistakes.txt'), [
        registry: project.registry().authority(),
        base: project.base(),
        pointer: project.file('all/with-a-pointer-of-git-lfs/target/classes/models/x.jar'),
    ]).collectEntries { [it.name(), it] }
    // What no POM can do wrong.
    def files = [
        'with-a-pointer-of-git-lfs': { folder ->
            write(folder, 'target/classes/models/x.jar',
                'version https://git-lfs.github.com/spec/v1\noid sha256:' + '0' * 64 + '\nsize 12345\n')
        },
        'for-a-newer-linux': { folder ->
            new File(folder, 'data').mkdirs()
            Files.copy(project.file('../../../../plugin/src/test/resources/elf/libarc4random-aarch64.so'),
                new File(folder, 'data/libx.so').toPath())
        },
        'too-large': { folder ->
            write(folder, 'data/model.bin', '')
            new RandomAccessFile(new File(folder, 'data/model.bin'), 'rw')
                .withCloseable { it.setLength(11_000_000_000) }
        },
        'in-the-way-of-each-other': { folder ->
            new File(folder, 'data').mkdirs()
            new JarOutputStream(new FileOutputStream(new File(folder, 'data/c#.jar'))).close()
        },
        'with-keys': { folder ->
            def key = KeyPairGenerator.getInstance('RSA').generateKeyPair().private.encoded
            write(folder, 'target/classes/tls/server.pem',
                "-----BEGIN PRIVATE KEY-----\n${key.encodeBase64(true)}-----END PRIVATE KEY-----\n")
            write(folder, 'target/classes/application.properties', 'access=' + 'AKIA' + 'QWERTY23' * 2 + '\n')
            write(folder, 'target/classes/.env', 'STAGE=test\n')
        },
    ]
    assert mistakes.keySet().containsAll(files.keySet())

    def pom = project.file('pom.xml').toFile().text
    def dependency = { String coordinates ->
        def (group, artifact, version, classifier) = coordinates.split(':') + [null]
        "<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version>" +
            (classifier ? "<classifier>${classifier}</classifier>" : '') +
            '<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>' +
            '</dependency>'
    }
    mistakes.each { name, mistake ->
        project.copyTo("all/${name}", 'target/classes')
        files[name]?.call(project.file("all/${name}").toFile())
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
            def alsoOff = level == 'off' ? mistake.all('alsoOff') : []
            def levels = (['layout': 'off', (mistake.text('check')): level] + alsoOff.collectEntries { [it, 'off'] })
                .collect { "<${it.key}>${it.value}</${it.key}>" }.join()
            write(project.file("all/${name}").toFile(), 'pom.xml', pom
                .replace('broken-function', name)
                .replace('<dependencies></dependencies>',
                    "<dependencies>${mistake.all('dependency').collect(dependency).join()}</dependencies>")
                .replace('</configuration>', "<from>${mistake.text('from', project.base())}</from>" +
                    "${mistake.text('configuration', '')}<checks>${levels}</checks></configuration>"))
        }
        project.maven(project.child(), project.file('all'), *(['-T', '2', '--fail-at-end'] + arguments.toList()))
    }
    def ofCheck = { name, messages ->
        messages.collect { "${it} (check '${mistakes[name].text('check')}')".toString() }
    }
    def said = { name -> ofCheck(name, mistakes[name].all('says')) }
    // What stops no build, whatever the level.
    def warned = { name -> ofCheck(name, mistakes[name].all('warns')) }
    // A digest differs with the port of the registry, which is in it.
    def plain = { String line -> line.replaceAll('@sha256:[0-9a-f]{64}', '') }
    def failureOf = { result, String name ->
        def lines = result.log().collect(plain)
        def start = "[ERROR] Failed to execute goal "
        def first = lines.findIndexOf { it.startsWith(start) && it.contains(" on project ${name}: ") }
        assert first >= 0 : name
        def rest = lines.drop(first + 1).takeWhile { !it.startsWith(start) }.join('\n')
        (lines[first].replaceFirst(/.* on project [^:]+: /, '') + '\n' + rest)
            .replaceFirst(/(?s)\s*(\[ERROR\] )?-> \[Help 1\].*/, '')
            .readLines().collect { it.replaceFirst(/^\[ERROR\] /, '') }
    }
    def hasImage = { String name -> Files.exists(project.file("all/${name}/target/lambda-image")) }
    // Each layer that was packed has a line with its size.
    def packed = { String size ->
        def found = []
        project.file('../../local-repo/.cache/lambda-image').toFile().eachFileRecurse { found << it }
        found.any { it.parentFile.name == 'layers' && it.text =~ size }
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
    def warnings = { result ->
        result.log().findAll { it.startsWith('[WARNING] ') && it.contains("(check '") }
            .collect { plain(it.substring('[WARNING] '.length())) }.toSorted()
    }
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
        def entry = project.imageJson("all/${name}").get('checks')
            .find { it.get('name').asText() == mistakes[name].text('check') }
        assert entry.get('level').asText() == 'warn'
        assert entry.get('problems').collect { plain(it.asText()) } == mistakes[name].all('says')
        assert entry.get('warnings')*.asText() == mistakes[name].all('warns')
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
    def offs = mistakes.values().collectMany { it.all('check') + it.all('alsoOff') }.countBy { it }
    offs.findAll { it.key != 'layout' }.each { check, count ->
        assert checks.count { !it.contains(check) } == count
    }
}
return true
