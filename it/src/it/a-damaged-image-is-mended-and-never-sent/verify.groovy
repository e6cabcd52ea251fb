import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.image.ImageArchive
import io.github.lambdaimage.standin.image.PulledImage
import java.nio.file.Files
import java.nio.file.attribute.PosixFilePermissions
import java.security.MessageDigest

try (ItProject project = ItProject.of(context)) {
    def build = 'lambda-image:build-no-fork'
    def layout = project.file('target/lambda-image')
    def maven = project.child().withEmptyCache(project.file('repository'))
    def run = { String... arguments -> project.maven(maven, project.file('.'), arguments) }
    def hex = { file -> MessageDigest.getInstance('SHA-256').digest(Files.readAllBytes(file)).encodeHex().toString() }
    def blob = { int index ->
        layout.resolve('blobs/sha256/' + project.imageJson().at("/layers/${index}/digest").asText().substring(7))
    }
    def isWhole = {
        Files.list(layout.resolve('blobs/sha256')).withCloseable { files ->
            files.every { hex(it) == it.fileName.toString() }
        }
    }
    // As a disk may do it: neither the size nor, if that is wanted, the time is another.
    def flip = { file, boolean sameTime ->
        def time = Files.getLastModifiedTime(file)
        new RandomAccessFile(file.toFile(), 'rw').withCloseable { bytes ->
            bytes.seek(Files.size(file).intdiv(2))
            def value = bytes.read()
            bytes.seek(Files.size(file).intdiv(2))
            bytes.write(value ^ 1)
        }
        if (sameTime) {
            Files.setLastModifiedTime(file, time)
        }
    }

    assert run(build).isSuccess()
    def expected = project.imageJson().get('digest').asText()
    def (models, classes) = [blob(0), blob(project.imageJson().get('layers').size() - 1)]
    assert Files.size(models) > 16 << 20
    assert run(build).says('Up to date: ' + expected)

    // Each goal that builds finds it, mends it, and says so.
    [models, classes].each { file ->
        flip(file, false)
        def mended = run(build)
        assert mended.isSuccess()
        assert mended.says("[WARNING] The image in '${layout}' was damaged: what was not right was made anew.")
        assert mended.says('Built ' + expected)
        assert isWhole()
        assert run(build).says('Up to date: ' + expected)

        flip(file, false)
        def tar = run('lambda-image:tar')
        assert tar.isSuccess()
        assert tar.says('was damaged')
        assert ImageArchive.read(project.file('target/lambda-image.tar')).image().digest() == expected
    }
    ['index.json', 'image.json', 'image.properties', '.build-record', 'oci-layout'].each { name ->
        flip(layout.resolve(name), false)
        assert run(build).isSuccess()
        assert project.imageJson().get('digest').asText() == expected
        assert run(build).says('Up to date: ' + expected)
    }

    // Whoever only publishes is told, and nothing is published.
    flip(models, false)
    def prebuilt = run('lambda-image:push-prebuilt', '-Dlambda-image.tags=prebuilt')
    assert !prebuilt.isSuccess()
    assert prebuilt.says("The image is damaged: '${models}' is not the blob 'sha256:${models.fileName}': " +
        "its bytes have another digest. Run 'mvn lambda-image:build', which makes it anew; " +
        "an image that was built elsewhere has to be fetched from there again.")
    assert !project.pushed().tags().containsKey('prebuilt')
    assert project.registry().requests('PUT', '/v2/function/manifests/.*').isEmpty()
    assert run(build).says('was damaged')
    assert run('lambda-image:push-prebuilt', '-Dlambda-image.tags=prebuilt').isSuccess()
    assert project.image('prebuilt').digest() == expected

    // What only its bytes tell is found when they are sent, and made anew on the way.
    [0, 1].each { round ->
        if (!Files.getAttribute(models, 'unix:nlink').equals(2)) {
            // This file system has copied it: then the change time tells before.
            return
        }
        flip(models, true)
        if (round == 0) {
            def tar = run('lambda-image:tar')
            assert tar.isSuccess()
            assert tar.says('its bytes have another digest. It is made anew.')
            assert ImageArchive.read(project.file('target/lambda-image.tar')).image().digest() == expected
        } else {
            def destination = "-Dlambda-image.repository=${project.registry().authority()}/rotten".toString()
            def push = run('lambda-image:push-no-fork', destination)
            assert push.isSuccess()
            assert push.says('its bytes have another digest. It is made anew.')
            assert PulledImage.read(project.registry().repository('rotten'), '1.0').digest() == expected
        }
        assert isWhole()
        assert run(build).says('Up to date: ' + expected)
    }

    // Neither bytes nor rights of this folder reach another one by the cache.
    [models, classes].each { file ->
        flip(file, false)
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString('---------'))
    }
    def other = project.copyTo('other', 'pom.xml', 'target/classes', 'models')
    assert project.maven(maven, other, build).isSuccess()
    assert project.imageJson('other').get('digest').asText() == expected
    Files.list(other.resolve('target/lambda-image/blobs/sha256')).withCloseable { files ->
        files.each {
            assert hex(it) == it.fileName.toString()
            assert PosixFilePermissions.toString(Files.getPosixFilePermissions(it)).startsWith('rw-')
        }
    }
}
return true
