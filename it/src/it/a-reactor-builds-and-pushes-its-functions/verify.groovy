import io.github.lambdaimage.it.image.LambdaRules
import io.github.lambdaimage.it.image.PulledImage
import io.github.lambdaimage.it.maven.ItProject

try (ItProject project = ItProject.of(context)) {
    def image = { String function, String tag -> PulledImage.read(project.registry().repository(function), tag) }

    ['1.0', 'packaged'].each { tag ->
        def placeOrder = image('place-order', tag)
        assert LambdaRules.violations(placeOrder) == []
        assert placeOrder.config('Cmd').toString() == '["com.example.PlaceOrder::handleRequest"]'
        // The base's six layers; dependencies, modules, classes.
        assert placeOrder.layers().drop(6)*.paths() == [
            ['var/task/lib/jspecify-1.0.0.jar'],
            // Both jars are called codec-1.0.jar at home.
            [
                'var/task/lib/com.example.orders.codec-1.0.jar',
                'var/task/lib/com.example.prices.codec-1.0.jar',
                'var/task/lib/prices-1.0.jar',
            ],
            ['var/task/com/example/PlaceOrder.class'],
        ]
        assert placeOrder.jar('var/task/lib/prices-1.0.jar').containsAll(['com/example/Prices.class', 'prices.csv'])
        assert placeOrder.jar('var/task/lib/com.example.orders.codec-1.0.jar').contains('com/example/orders/Codec.class')
        assert placeOrder.jar('var/task/lib/com.example.prices.codec-1.0.jar').contains('com/example/prices/Codec.class')

        // One codec alone keeps its name; what is excluded is left out.
        assert image('cancel-order', tag).layers().drop(6)*.paths() == [
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
    assert project.log().count { it == '[INFO] Skipped: this module has no <handler>, and no class that implements RequestHandler or RequestStreamHandler.' } == 3 * 3
    assert project.log().count { it == "[INFO] Skipped: a project with packaging 'pom' has no function." } == 3

    // A library is none of the functions either where it is all that is built.
    def alone = project.maven('-pl', 'codec-of-prices', 'package', 'lambda-image:build-no-fork', 'lambda-image:push')
    assert alone.isSuccess()
    assert alone.log().count('[INFO] Skipped: this module has no <handler>, and no class that implements RequestHandler or RequestStreamHandler.') == 2
}
return true
