import io.github.lambdaimage.it.maven.ItProject
import io.github.lambdaimage.standin.ecr.EcrServer
import io.github.lambdaimage.standin.registry.Endpoint
import java.util.concurrent.atomic.AtomicBoolean

// When the time has come, all tokens run out as the next blob arrives.
context.expiring = new AtomicBoolean()
def hourglass = { Endpoint registry ->
    { request ->
        if (request.method() == 'PUT' && request.path().contains('/blobs/uploads/') &&
            context.expiring.compareAndSet(true, false)) {
            context.ecr.expireTokens()
        }
        return registry.answer(request)
    } as Endpoint
}
context.ecr = ItProject.startEcr(basedir, context,
    EcrServer.builder().behind(hourglass).createsOnPush('team', 'IMMUTABLE')).ecr()
return true
