import io.github.lambdaimage.it.ecr.EcrServer
import io.github.lambdaimage.it.faults.Faults
import io.github.lambdaimage.it.maven.ItProject

context.faults = new Faults()
ItProject.startEcr(basedir, context, EcrServer.builder().behind(context.faults))
return true
