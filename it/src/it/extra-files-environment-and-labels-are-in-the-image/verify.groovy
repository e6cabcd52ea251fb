import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.image.LambdaRules
import io.github.lambdaimage.standin.image.MediaTypes

try (ItProject project = ItProject.of(context)) {
    def image = project.image('latest')
    assert project.pushed().tags() == ['1.0': image.digest(), latest: image.digest()]
    assert LambdaRules.violations(image) == []
    assert image.config().get('architecture').asText() == 'amd64'

    // One layer below all others, with what the patterns take; programs are programs, links are
    // links, and what goes through a link of the base is behind it.
    def extra = image.layers()[6]
    assert extra.files().findAll { !it.isDirectory() }.collect { [it.path(), it.octalMode()] } == [
        ['etc/pki/tls/certs/own.crt', '0644'],
        ['opt/bin/bootstrap', '0755'],
        ['opt/extensions/collector', '0755'],
        ['opt/models/de/large.onnx', '0644'],
        ['opt/models/notes.txt', '0644'],
        ['opt/models/small.onnx', '0644'],
        ['opt/native/current', '0777'],
        ['opt/native/lib/libx.so', '0777'],
        ['opt/native/lib/libx.so.1', '0777'],
        ['opt/native/lib/libx.so.1.2', '0644'],
        ['opt/otel-handler', '0755'],
        ['usr/lib64/own/liby.so', '0644'],
        ['var/task/de/words.txt', '0644'],
    ]
    assert extra.files().findAll { it.link() }.collectEntries { [it.path(), it.link()] } == [
        'opt/native/current': 'lib',
        'opt/native/lib/libx.so': 'libx.so.1',
        'opt/native/lib/libx.so.1': 'libx.so.1.2',
    ]
    assert extra.files().find { it.path() == 'usr/lib64' }.octalMode() == '0555'
    assert extra.files().find { it.path() == 'usr/lib64/own' }.octalMode() == '0755'
    assert image.find('lib64').get().link() == 'usr/lib64'
    assert image.find('etc/ssl/certs').get().link() == '../pki/tls/certs'
    assert extra.files().every { it.owner() == '0:0' }
    assert image.text('opt/models/de/large.onnx') == 'large model\n'
    assert project.imageJson().get('layers')*.get('name')*.asText() == ['extra files', 'classes']

    // The environment: the base's, overlaid and extended.
    def environment = image.config('Env')*.asText().collectEntries { it.split('=', 2).toList() }
    assert environment.GREETING == 'Good morning, world'
    assert environment.LANG == 'de_DE.UTF-8'
    assert environment.EMPTY == ''
    assert environment.LD_LIBRARY_PATH ==
        '/opt/native/lib:/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib'
    assert environment.PATH == '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin:/opt/more'
    assert environment.ROOT == '/var/task'
    assert environment.MEMORY == '-Xmx1g'
    assert environment.PRICE == '5 $ for $LANG and ${LAMBDA_TASK_ROOT}'
    assert environment.LAMBDA_TASK_ROOT == '/var/task'
    assert environment.size() == image.config('Env').size()

    def labels = image.config('Labels').properties().collectEntries { [it.key, it.value.asText()] }
    def oci = 'org.opencontainers.image.'
    assert labels == [
        team: 'greetings',
        (oci + 'title'): 'Greeting function',
        (oci + 'version'): '1.0',
        (oci + 'description'): 'Greets, and says where from.',
        (oci + 'url'): 'https://example.com/greeting',
        (oci + 'source'): 'https://example.com/greeting.git',
        (oci + 'vendor'): 'Somebody else',
        (oci + 'base.name'): project.base(),
        'com.amazonaws.lambda.feature.snapstart': 'Allow',
    ]

    // OCI throughout, though the base is Docker's.
    assert image.mediaType() == MediaTypes.OCI.manifest()
    assert image.manifest().at('/config/mediaType').asText() == MediaTypes.OCI.config()
    assert image.layers()*.mediaType().unique() == [MediaTypes.OCI.layer()]

    // What programs go by that put an image on a newer base: the tag, and what it stood for.
    def annotations = image.manifest().get('annotations').properties().collectEntries { [it.key, it.value.asText()] }
    assert annotations == [
        (oci + 'base.name'): project.base(),
        (oci + 'base.digest'): project.registry().repository(ItProject.BASE).tags()['17.al2023'],
    ]
}
return true
