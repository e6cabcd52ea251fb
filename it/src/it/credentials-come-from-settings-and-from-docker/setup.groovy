import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.registry.Endpoint
import io.github.lambdaimage.standin.registry.RegistryServer
import java.util.function.UnaryOperator

// Offers what cannot be met beside what can.
context.challenges = { Endpoint api ->
    return { request ->
        def response = api.answer(request)
        if (response.status() == 401) {
            response.header('WWW-Authenticate',
                'Bearer realm="ftp://127.0.0.1/token",service="registry", Negotiate, Basic realm="registry"')
        }
        return response
    } as Endpoint
} as UnaryOperator<Endpoint>
ItProject.start(basedir, context, RegistryServer.builder().basicAuth('robot', 'correct horse battery'))
return true
