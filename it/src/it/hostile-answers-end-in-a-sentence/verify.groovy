import static io.github.lambdaimage.standin.hostile.HostileAnswer.*
import static io.github.lambdaimage.standin.hostile.Part.*

import io.github.lambdaimage.standin.hostile.HostileRegistry
import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.it.maven.RunningMaven
import java.nio.file.Files
import java.time.Duration

def refusal = { int code, String... headers -> { repository, base -> base.answer(TAG, status(code, headers)) } }
def instead = { part, answer -> { repository, base -> base.answer(part, answer) } }
def document = { part, String text -> { repository, base -> base.document(part, text) } }
def replaced = { part, String text, String other -> { repository, base -> base.replace(part, text, other) } }
// What the tag stands for has to be asked for by GET.
def content = { answer -> { repository, base -> base.answer(TAG, head()).answer(TAG_CONTENT, answer) } }

try (ItProject project = ItProject.of(context)
        HostileRegistry hostile = HostileRegistry.start()) {
    def challenge = { String realm -> status(401, "WWW-Authenticate: Bearer realm=\"${realm}\",service=\"s\"".toString()) }
    def token = { answer -> { repository, base -> base.answer(TAG, challenge(hostile.realm(repository))).answer(TOKEN, answer) } }
    def letters = { int count, String letter = 'x' -> letter * count }

    def another = 'Name another base in <from>, or have it pushed again.'
    def isDamaged = { String how -> ["' is damaged: " + how, another] }
    def noJson = { String what -> ["The ${what} of '", 'is not a JSON object: ', "Check that '", 'or name another base in <from>.'] }
    def digest = 'which is not a valid digest'
    def size = 'which is not a valid number of bytes'
    def more = ['with more than ', 'check that it is a registry, and what is before it.']
    def tries = '(tried 5 times)'

    // What is answered for a base, and what the message has to contain; nothing if it does no harm.
    def rows = [
        // The digest of the tag.
        [refusal(404), ['does not exist', 'Correct <from>.']],
        [refusal(401), ['401', 'add a <server>']],
        [refusal(403), ['403', 'use others, or have access granted.']],
        [refusal(429, 'Retry-After: soon'), ['429', tries, 'wait a little']],
        [refusal(500), ['500', tries, 'try again later']],
        [refusal(999), ['999', 'try again later']],
        [instead(TAG, raw('')), ['the connection broke', tries, 'Check the network']],
        [instead(TAG, raw('SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n')), ['the connection broke', tries, 'Check the network']],
        [instead(TAG, raw('HTTP/1.1 two hundred\r\n\r\n')), ['cannot be reached', 'Check the network']],
        [instead(TAG, endless('HTTP/1.1 200 OK\r\nX: ', 'y')), ['the connection broke', 'Check the network']],
        [instead(TAG, endless('HTTP/1.1 200 OK\r\n', 'X: y\r\n')), ['the connection broke', 'Check the network']],
        [instead(TAG, endless('', 'HTTP/1.1 100 Continue\r\n\r\n')), ['the connection broke', 'Check the network']],
        [instead(TAG, head('Docker-Content-Digest: sha256:' + letters(64, '0'))), ["' is incomplete: '", 'names \'sha256:0000', 'have it pushed again.']],
        [instead(TAG, head('Docker-Content-Digest: null')), []],
        [instead(TAG, head('Docker-Content-Digest: sha512:' + letters(128, '0'))), []],
        [instead(TAG, head('Docker-Content-Digest: ' + letters(100_000))), []],
        [instead(TAG, raw('HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n')), []],
        [instead(TAG, status(307, 'Location: /nowhere')), []],
        [instead(TAG, status(204)), []],
        // What the tag stands for.
        [content(body('<html>log in here</html>')), ["' is incomplete: '", 'have it pushed again.']],
        [content(endless('HTTP/1.1 200 OK\r\n\r\n', ' ')), more],
        [content(endlessChunks(200)), more],
        [content(endlessChunks(404)), ['does not exist', 'Correct <from>.']],
        [content(endlessChunks(500)), ['500', tries, 'try again later']],
        [content(half()), ['the answer ended after', tries, 'Check the network']],
        [content(raw('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nmany\r\n')), ['the connection broke', tries]],
        [content(raw('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n')), ['the connection broke', tries]],
        // The index, by its digest.
        [instead(INDEX, status(404)), ["' is incomplete: '", 'have it pushed again.']],
        [instead(INDEX, status(403)), ['403', 'use others, or have access granted.']],
        [instead(INDEX, status(500)), ['500', tries, 'try again later']],
        [instead(INDEX, body('')), ['gave out other bytes', 'Try again']],
        [instead(INDEX, damaged()), ['gave out other bytes', 'Try again']],
        [instead(INDEX, shorter()), ['gave out other bytes', 'Try again']],
        [instead(INDEX, andMore()), ['gave out other bytes', 'Try again']],
        [instead(INDEX, half()), ['the answer ended after', tries]],
        [instead(INDEX, endlessChunks(200)), more],
        [instead(INDEX, endlessChunks(400)), ['400', 'Check that it is a registry']],
        [instead(INDEX, status(304)), ['304', 'Check that it is a registry']],
        [document(INDEX, ''), noJson('manifest')],
        [document(INDEX, '[]'), noJson('manifest')],
        [document(INDEX, 'null'), ["The manifest of '", 'is not a JSON object: it is ']],
        [document(INDEX, '7'), noJson('manifest')],
        [document(INDEX, '<html>log in</html>'), noJson('manifest')],
        [document(INDEX, '{"manifests":['), noJson('manifest')],
        [document(INDEX, letters(100_000, '[')), noJson('manifest')],
        [document(INDEX, letters(100_000, '{"a":')), noJson('manifest')],
        [document(INDEX, '{"a":1,"a":2}'), noJson('manifest')],
        [document(INDEX, '{"a":' + letters(10_000, '9') + '}'), noJson('manifest')],
        [document(INDEX, '{}'), ['is not an image', 'Correct <from>.']],
        [document(INDEX, '{"manifests":[]}'), ['is not an image', 'Correct <from>.']],
        [document(INDEX, '{"manifests":"none"}'), ['is not an image', 'Correct <from>.']],
        [document(INDEX, '{"schemaVersion":1,"fsLayers":[]}'), ['of the old form (schema 1)', 'Name another base in <from>']],
        [document(INDEX, '{"manifests":[7]}'), ["has no 'linux/arm64'", 'Name another base in <from>']],
        [replaced(INDEX, '"os":"linux"', '"os":"windows"'), ["it has 'windows/arm64'", 'Name another base in <from>']],
        [replaced(INDEX, '"os":"linux"', '"os":"\\u001b[2J\\r\\n"'), ["it has '[2J/arm64'", 'Name another base in <from>']],
        [replaced(INDEX, '"digest":"MANIFEST"', '"digest":null'), isDamaged('the image that its index names has no digest')],
        [replaced(INDEX, '"digest":"MANIFEST"', '"digest":7'), isDamaged('the image that its index names') + digest],
        [replaced(INDEX, '"digest":"MANIFEST"', '"digest":"sha256:7"'), isDamaged('the image that its index names') + digest],
        [replaced(INDEX, 'MANIFEST_SIZE', '-1'), isDamaged('the image that its index names') + size],
        [replaced(INDEX, 'MANIFEST_SIZE', '1.5'), isDamaged('the image that its index names') + size],
        [replaced(INDEX, 'MANIFEST_SIZE', '"many"'), isDamaged('the image that its index names') + size],
        [replaced(INDEX, 'MANIFEST_SIZE', 'null'), isDamaged('the image that its index names has no size')],
        [replaced(INDEX, 'MANIFEST_SIZE', '9223372036854775808'), isDamaged('the image that its index names') + size],
        [replaced(INDEX, 'MANIFEST_SIZE', '9223372036854775807'), []],
        [replaced(INDEX, 'MANIFEST_SIZE', '100'), more],
        // The manifest.
        [instead(MANIFEST, status(404)), ["' is incomplete: '", 'have it pushed again.']],
        [instead(MANIFEST, damaged()), ['gave out other bytes', 'Try again']],
        [instead(MANIFEST, endlessChunks(200)), more],
        [document(MANIFEST, '[]'), noJson('manifest')],
        [document(MANIFEST, '<html>log in</html>'), noJson('manifest')],
        [document(MANIFEST, '{"manifests":[{}]}'), ['is not an image', 'Correct <from>.']],
        [replaced(MANIFEST, '"digest":"CONFIG"', '"digest":null'), isDamaged('its config has no digest')],
        [replaced(MANIFEST, '"digest":"CONFIG"', '"digest":{"a":[1]}'), isDamaged('its config') + digest],
        [replaced(MANIFEST, 'CONFIG_SIZE', '-9223372036854775808'), isDamaged('its config') + size],
        [replaced(MANIFEST, 'CONFIG_SIZE', '"7"'), isDamaged('its config') + size],
        [replaced(MANIFEST, '"size":CONFIG_SIZE,', ''), isDamaged('its config has no size')],
        [replaced(MANIFEST, '"layers":[', '"layer":['), isDamaged('its manifest has 0 layers and its config 1')],
        [replaced(MANIFEST, '"layers":[', '"layers":[null,'), isDamaged('layer 1 in its manifest has no digest')],
        [replaced(MANIFEST, '"digest":"LAYER"', '"digest":"sha256:' + letters(64, 'A') + '"'), isDamaged('layer 1 in its manifest') + digest],
        [replaced(MANIFEST, 'LAYER_SIZE', '-1'), isDamaged('layer 1 in its manifest') + size],
        [replaced(MANIFEST, 'LAYER_SIZE', '0'), isDamaged('layer 1 in its manifest has 0 bytes')],
        [replaced(MANIFEST, 'LAYER_SIZE', '"many"'), isDamaged('layer 1 in its manifest') + size],
        [replaced(MANIFEST, 'LAYER_SIZE', 'null'), isDamaged('layer 1 in its manifest has no size')],
        [replaced(MANIFEST, 'LAYER_SIZE', '9223372036854775807'), isDamaged('layer 1 in its manifest has 9223372036854775807 bytes')],
        [replaced(MANIFEST, '"layers":[', '"layers":[' + letters(2000, '{"size":1,"digest":"LAYER"},')), ['has more than 1000 layers', 'Name another base in <from>.']],
        [replaced(MANIFEST, 'layer.v1.tar+gzip', 'layer.v1.tar+zstd'), ['is compressed with zstd', "(check 'base')", 'Name another base in <from>']],
        [replaced(MANIFEST, 'layer.v1.tar+gzip', 'layer.v1.tar'), ['is not compressed', "(check 'base')", 'Name another base in <from>']],
        [replaced(MANIFEST, 'layer.v1.tar+gzip', 'layer.nondistributable.v1.tar+gzip'), ['is one that registries do not have', "(check 'base')"]],
        [replaced(MANIFEST, 'application/vnd.oci.image.layer.v1.tar+gzip', '\\u001b[31m'), isDamaged('layer 1 in its manifest has the media type \'[31m\'')],
        [replaced(MANIFEST, '"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip",', ''), ['has no media type', "(check 'base')"]],
        // The config.
        [instead(CONFIG, status(404)), ['404', 'Check that the repository exists']],
        [instead(CONFIG, status(500)), ['500', tries, 'try again later']],
        [instead(CONFIG, damaged()), ['gave out other bytes', 'Try again']],
        [instead(CONFIG, andMore()), more],
        [instead(CONFIG, endless('HTTP/1.1 200 OK\r\n\r\n', ' ')), more],
        [instead(CONFIG, half()), ['the answer ended after', tries]],
        [document(CONFIG, '[]'), noJson('config')],
        [document(CONFIG, letters(100_000, '[')), noJson('config')],
        [replaced(CONFIG, '"os":"linux",', ''), isDamaged('its config does not say what system and architecture it is for')],
        [replaced(CONFIG, '"arm64"', '"amd64"'), ["is built for 'linux/amd64'", 'or change <architecture>.']],
        [replaced(CONFIG, '["LAYER"]', '[]'), isDamaged('its manifest has 1 layer and its config 0')],
        [replaced(CONFIG, '["LAYER"]', '[null]'), isDamaged('what its config names as a layer is not a valid digest')],
        [replaced(CONFIG, '{"type":"layers","diff_ids":["LAYER"]}', '7'), isDamaged('its manifest has 1 layer and its config 0')],
        // The layer, on its way to a destination that has nothing to do with it.
        [instead(LAYER, status(404)), ['404', 'Check that the repository exists']],
        [instead(LAYER, status(500)), ['500', tries, 'try again later']],
        [instead(LAYER, damaged()), ['with other bytes than its digest says', 'Try again']],
        [instead(LAYER, shorter()), ['bytes of the', 'that the manifest says', 'Try again']],
        [instead(LAYER, andMore()), ['with more than the', 'that the manifest says', 'Try again']],
        [instead(LAYER, body('')), ['with 0 bytes of the', 'Try again']],
        [instead(LAYER, endlessChunks(200)), ['with more than the', 'that the manifest says', 'Try again']],
        [instead(LAYER, half()), ['the answer ended after', tries, 'Check the network']],
        [instead(LAYER, raw('')), ['the connection broke', tries, 'Check the network']],
        // Tokens.
        [token(body('<html>log in</html>')), ['whose answer is not JSON', 'Check that it is a registry']],
        [token(body('{}')), ['which gives none', 'Check that it is a registry']],
        [token(body('{"token":null}')), ['which gives none', 'Check that it is a registry']],
        [token(body('{"token":["t"]}')), ['which gives none', 'Check that it is a registry']],
        [token(body(letters(100_000, '{"token":'))), ['whose answer is not JSON', 'Check that it is a registry']],
        [token(endlessChunks(200)), more],
        [token(endlessChunks(403)), ['403', 'use others, or have access granted.']],
        [token(status(500)), ['500', tries, 'try again later']],
        [token(body('{"token":"a\\r\\nX: b"}')), ['which gives one that no header can carry', 'Check that it is a registry']],
        // Addresses and challenges.
        [instead(TAG, status(401, 'WWW-Authenticate: ' + letters(60_000))), ['asks for a login by ', 'offer one of these.']],
        [instead(TAG, status(401, 'WWW-Authenticate: Bearer service="s"')), ['but names no token service', 'Check that it is a registry']],
        *['', 'mailto:robot', 'file:///etc/passwd', 'ftp://r.test/token', 'https://', 'https://r.test:99999/token', '/token', 'http://[/token'].collect {
            [instead(TAG, challenge(it)), ["names '${it}' as its token service, which is not an HTTP address.", 'Check that it is a registry']]
        },
        *['mailto:robot', 'file:///etc/passwd', 'ftp://r.test/layer', 'https://', 'https://r.test:99999/layer', 'http://[/layer'].collect {
            [instead(LAYER, status(307, "Location: ${it}".toString())), ["answered with the 'Location' '${it}', which is not an HTTP address.", 'Check that it is a registry']]
        },
        [{ repository, base -> base.answer(TAG, head()).answer(TAG_CONTENT, status(307, "Location: /v2/${repository}/manifests/17".toString())) }, ['307', 'It redirects too often, or back to itself']],
    ]
    assert rows.size() >= 80

    // Each is a module, so that one Maven meets them all.
    rows.eachWithIndex { row, index ->
        def repository = "row-${index}/lambda/java".toString()
        row[0](repository, hostile.base(repository))
        project.copyTo("all/row-${index}", 'target/classes')
        project.file("all/row-${index}/pom.xml").toFile().text = project.file('pom.xml').toFile().text
            .replace('hostile-function', "row-${index}".toString())
            .replaceFirst('</handler>', "</handler><from>${hostile.authority()}/${repository}:17</from><repository>${project.destination()}-${index}</repository>")
    }
    def names = rows.indices.collect { "row-${it}".toString() }
    project.file('all/pom.xml').toFile().text = """<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>all-rows</artifactId>
  <version>1.0</version>
  <packaging>pom</packaging>
  <modules>
    ${names.collect { "<module>${it}</module>" }.join('\n    ')}
  </modules>
</project>
"""
    def log = []
    def arguments = ['-T', '8', '--fail-at-end', 'lambda-image:push-no-fork']
    try (def maven = RunningMaven.start(project.child(), project.file('all'), arguments)) {
        // A deadline, not a measure: each of these once hung, or took the memory first.
        assert !maven.succeedsWithin(Duration.ofMinutes(10))
        log = maven.lines()
    }
    def message = { String name -> log.find { it.startsWith('[ERROR] Failed to execute goal') && it.contains(" on project ${name}: ") } }
    def faults = []
    rows.eachWithIndex { row, index ->
        def said = message(names[index])
        if (row[1].isEmpty()) {
            if (said != null) {
                faults << "${names[index]}: ${said}"
            }
            return
        }
        def words = row[1]*.toString() + hostile.authority()
        def missing = said == null ? words : words.findAll { !said.contains(it) }
        def own = said?.replaceFirst('.* on project [^:]*: ', '')?.replaceFirst(' -> \\[Help 1\\].*', '')
        if (!missing.isEmpty() || own.replace('it is null.', '') =~ /\w(Exception|Error)\b|null|\p{Cntrl}/ || own.length() > 1500) {
            faults << "${names[index]} lacks ${missing}: ${said}"
        }
    }
    assert faults.isEmpty() : faults.join('\n')
    assert !log.any { it.contains('MojoExecutionException') || it.contains('OutOfMemory') || it.contains('StackOverflow') }
    rows.eachWithIndex { row, index ->
        // Where it did no harm, the image is there; else nothing is.
        assert project.registry().repository("${ItProject.FUNCTION}-${index}").tags().isEmpty() == !row[1].isEmpty()
    }

    // A name without an end is no registry's fault.
    def result = project.maven('lambda-image:build-no-fork', "-Dlambda-image.from=127.0.0.1:1/${letters(20_000, 'a/')}a".toString())
    assert !result.isSuccess()
    assert result.says("' is not the name of an image: it has 40013 letters")
    assert result.says("Write it as 'registry/repository:tag'.")
    assert !Files.exists(project.file('target/lambda-image'))
}
return true
