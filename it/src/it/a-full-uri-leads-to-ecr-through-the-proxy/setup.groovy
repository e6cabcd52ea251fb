import io.github.lambdaimage.it.ecr.EcrServer
import io.github.lambdaimage.it.faults.Faults
import io.github.lambdaimage.it.maven.ItProject

context.faults = new Faults()
ItProject.startEcr(basedir, context, EcrServer.builder()
    .registryHost('123456789012.dkr.ecr.eu-central-1.amazonaws.com').alsoIn('eu-west-1').tls().apiTls().behind(context.faults))
return true
