import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.ecr.EcrServer
import io.github.lambdaimage.standin.faults.Faults
import io.github.lambdaimage.standin.registry.Endpoint
import java.util.function.UnaryOperator

// ECR may write the port out, as any registry may; that is no other registry.
def host = '123456789012.dkr.ecr.eu-central-1.amazonaws.com'
def portWrittenOut = { Endpoint api ->
    return { request ->
        def response = api.answer(request)
        def location = response.headers().getFirst('Location')
        return location == null ? response
            : response.header('Location', location.replace("https://${host}/", "https://${host}:443/"))
    } as Endpoint
} as UnaryOperator<Endpoint>
context.faults = new Faults()
ItProject.startEcr(basedir, context, EcrServer.builder()
    .registryHost(host).alsoIn('eu-west-1').tls().apiTls().behind(context.faults).behind(portWrittenOut))
return true
