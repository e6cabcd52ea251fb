import io.github.lambdaimage.it.maven.ItProject

ItProject.start(basedir, context)
// A file of a few blocks that are worth compressing, with every kind of repetition.
def random = new Random(1)
new File(basedir, 'src/main/resources/prices.csv').withWriter('UTF-8') { out ->
    60_000.times { out.write("article-${random.nextInt(5000)};${random.nextInt(100)}.${random.nextInt(100)}\n") }
}
return true
