import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.image.LambdaRules
import io.github.lambdaimage.standin.image.PulledImage
import java.util.jar.JarInputStream

try (ItProject project = ItProject.of(context)) {
    def image = { String function, String tag -> PulledImage.read(project.registry().repository(function), tag) }

    // Without what tells of the machine and the program that made the jar.
    def manifest = { PulledImage pulled, String name ->
        new JarInputStream(new ByteArrayInputStream(pulled.content("var/task/lib/${name}"))).manifest.mainAttributes
            .collectEntries { [it.key.toString(), it.value] }
            .findAll { !(it.key in ['Created-By', 'Build-Jdk-Spec', 'Java-Version']) }
    }

    ['1.0', 'packaged'].each { tag ->
        def placeOrder = image('place-order', tag)
        assert LambdaRules.violations(placeOrder) == []
        assert placeOrder.config('Cmd').toString() == '["com.example.PlaceOrder::handleRequest"]'
        // The base's six layers; dependencies, modules, classes.
        assert placeOrder.layers().drop(6)*.paths() == [
            // The second one is in no repository, but beside the module that needs it.
            ['var/task/lib/jspecify-1.0.0.jar', 'var/task/lib/rates-1.0.jar'],
            // Both jars are called codec-1.0.jar at home.
            [
                'var/task/lib/com.example.orders.codec-1.0.jar',
                'var/task/lib/com.example.prices.codec-1.0.jar',
                'var/task/lib/prices-1.0.jar',
            ],
            ['var/task/com/example/PlaceOrder.class'],
        ]
        assert placeOrder.jar('var/task/lib/prices-1.0.jar').containsAll(['com/example/Prices.class', 'prices.csv'])
        assert placeOrder.jar('var/task/lib/com.example.orders.codec-1.0.jar')
            .contains('com/example/orders/Codec.class')
        assert placeOrder.jar('var/task/lib/com.example.prices.codec-1.0.jar')
            .contains('com/example/prices/Codec.class')

        // From classes as from the jar: folders that a class loader finds, and the manifest, which comes first.
        def jar = placeOrder.jar('var/task/lib/prices-1.0.jar')
        assert jar.take(2) == ['META-INF/', 'META-INF/MANIFEST.MF']
        assert jar.containsAll(['db/', 'db/migration/', 'db/migration/V1__prices.sql'])
        assert manifest(placeOrder, 'prices-1.0.jar') == [
            'Implementation-Title': 'prices',
            'Implementation-Version': '1.0',
            'Manifest-Version': '1.0',
            'Multi-Release': 'true',
            'Sealed': 'false',
            'Specification-Title': 'What all things cost',
            'Specification-Version': '1.0',
        ]
        assert manifest(placeOrder, 'com.example.prices.codec-1.0.jar') == ['Manifest-Version': '1.0']

        // One codec alone keeps its name; what is excluded is left out.
        assert image('cancel-order', tag).layers().drop(6)*.paths() == [
            ['var/task/lib/rates-1.0.jar'],
            ['var/task/lib/codec-1.0.jar', 'var/task/lib/prices-1.0.jar'],
            ['var/task/com/example/CancelOrder.class'],
        ]
    }

    // What build wrote is what push sent.
    ['place-order', 'cancel-order'].each { function ->
        def digest = image(function, '1.0').digest()
        assert project.log().any { it.contains("Built ${digest} in ${project.file(function)}") }
    }

    // Modules without a function have no image, and the log says why.
    ['codec', 'prices', 'shop'].each { assert project.registry().repository(it).tags().isEmpty() }
    assert !project.file('prices/target/lambda-image').toFile().exists()
    def skipped = '[INFO] Skipped: this module has no <handler>, ' +
        'and no class that implements RequestHandler or RequestStreamHandler.'
    assert project.log().count(skipped) == 3 * 3
    assert project.log().count { it == "[INFO] Skipped: a project with packaging 'pom' has no function." } == 3

    // A library is none of the functions either where it is all that is built.
    def alone = project.maven('-pl', 'codec-of-prices', 'package', 'lambda-image:build-no-fork', 'lambda-image:push')
    assert alone.isSuccess()
    assert alone.log().count(skipped) == 2

    // What a module makes only when it is packaged: the cure is named, and works.
    def registry = "-Dregistry=${project.registry().authority()}".toString()
    def pom = project.file('cancel-order/pom.xml').toFile()
    pom.text = pom.text.replaceFirst('</dependency>',
        '</dependency><dependency><groupId>com.example</groupId><artifactId>prices</artifactId>' +
        '<version>1.0</version><type>test-jar</type><scope>runtime</scope></dependency>')
    project.file('prices/target').toFile().deleteDir()
    def early = project.maven('lambda-image:build', registry)
    assert !early.isSuccess()
    assert early.says("The dependency 'com.example:prices:jar:tests:1.0' is not there: " +
        "the module 'prices' of this build makes it when it is packaged. " +
        "Run 'mvn package lambda-image:build'.")
    assert project.maven('package', 'lambda-image:build', registry).isSuccess()
    // A module that is left out, and was never built.
    ['prices', 'codec-of-prices'].each { project.file("${it}/target").toFile().deleteDir() }
    def left = project.maven('-pl', 'cancel-order', 'lambda-image:build-no-fork', registry)
    assert !left.isSuccess()
    assert left.says("Run 'mvn package lambda-image:build' with that module too: leave out '-pl', or add '-am'.")
}
return true
