import io.github.lambdaimage.it.maven.ItProject

try (ItProject project = ItProject.of(context)) {
    // One command: what is invoked is what was built, and what is pushed afterwards.
    def log = project.log()
    assert log.count { it.contains('Built sha256:') } == 1
    def says = log.findIndexOf { it.contains('The function says that it handles []') }
    def response = log.findIndexOf { it == '{"fields":0,"folder":true}' || it == '{"folder":true,"fields":0}' }
    assert 0 <= says && says < response
    assert log.any { it ==~ /.*Duration \d+ ms, init duration \d+ ms, peak memory [\d.]+ MB.*/ }
    assert project.image('1.0').digest() == project.imageJson().get('digest').asText()

    def invoke = { String... arguments -> project.maven(*(['lambda-image:invoke'] + arguments.toList())) }

    // With -q there is nothing but the response.
    def quiet = invoke('-q', '-Dlambda-image.event={"a": 1, "b": 2}')
    assert quiet.isSuccess()
    def lines = quiet.log()*.replaceAll(/\u001b\[[\d;]*m/, '').findAll { !it.isBlank() }
    assert lines.size() == 1
    assert lines[0].contains('"fields":2')

    // A file, a sample, and neither.
    project.file('event.json').toFile().text = '{"a": 1, "b": 2, "c": 3}'
    assert invoke('-Dlambda-image.event=event.json').says('"fields":3')
    assert invoke('-Dlambda-image.event=schedule').says('"fields":9')
    def unknown = invoke('-Dlambda-image.event=nothing')
    assert !unknown.isSuccess()
    assert unknown.says("The event 'nothing' is not JSON, and there is no such file.")
    assert unknown.says("'-Dlambda-image.event=list' shows all.")

    // All kinds, without a build of the image; and a field, which is set before what the service encodes.
    def list = invoke('-q', '-Dlambda-image.event=list', '-Dlambda-image.outputDirectory=target/none')
    assert list.isSuccess()
    assert list.log().any { it ==~ /sqs +SQS queue: SQSEvent/ }
    assert list.log().any { it ==~ /cloudwatch-logs +CloudWatch Logs subscription: CloudWatchLogsEvent/ }
    assert !project.file('target/none').toFile().exists()
    assert invoke('-Dlambda-image.event=step-functions?quantity=41').says('"quantity":41')
    def records = invoke('-Dlambda-image.event=kinesis?data=hello')
    assert records.says('"data":"aGVsbG8="')
    assert invoke('-Dlambda-image.event=kinesis?dat=hello')
        .says("The event 'kinesis' has no field 'dat'. It has Records, ")

    // Variables for the function here: before the image's, and in no image.
    def digest = project.imageJson().get('digest').asText()
    def variables = { String... more -> invoke(*(['-Dlambda-image.event={"variables": true}'] + more.toList())) }
    assert variables().says('"image null"')
    project.file('.env').toFile().text = '# Here\nexport TOKEN="two words"\nSTAGE=here # not there\n'
    def here = variables()
    assert here.says("Variables of '.env', for the function here and not for the image: STAGE, TOKEN")
    assert here.says('"here two words"')
    assert project.imageJson().get('digest').asText() == digest
    project.file('.env').toFile().text = 'STAGE=here\nhunter2\n'
    def malformed = variables()
    assert !malformed.isSuccess()
    assert malformed.says("Line 2 of '.env' has no '='.")
    assert malformed.log().every { !it.contains('hunter2') }
    project.file('.env').toFile().delete()
    assert variables('-Dlambda-image.envFile=no.env').says("<envFile> 'no.env' is not a file.")

    // The function's own stack trace.
    def failed = invoke('-Dlambda-image.event={"fail": true}')
    assert !failed.isSuccess()
    assert failed.says('java.lang.IllegalStateException: No order')
    assert failed.log().any { it ==~ /.*at com\.example\.Orders\.handle\(.*/ }
    assert failed.says('Caused by: java.lang.IllegalArgumentException: the cause')

    def late = invoke('-Dlambda-image.event={"sleep": true}', '-Dlambda-image.timeout=2')
    assert !late.isSuccess()
    assert late.says('Task timed out after 2.00 seconds')

    def ended = invoke('-Dlambda-image.event={"exit": true}')
    assert !ended.isSuccess()
    assert ended.says('Runtime.ExitError')
    assert ended.says('exit status 3')

    def starts = invoke('-Dlambda-image.coldStarts=3')
    assert starts.isSuccess()
    assert starts.log().any {
        it ==~ /.*3 cold starts: init duration minimum \d+ ms, median \d+ ms, maximum \d+ ms.*/
    }

    // A record as event. The client is the image's own, where it brings one, and else the plugin's.
    def pom = project.file('pom.xml').toFile().text.replace('Orders::handle', 'Orders::order')
    def order = { String folder, String from, String client ->
        project.copyTo(folder, 'src')
        project.file("${folder}/pom.xml").toFile().text = pom.replace('</handler>', "</handler>${client}")
        project.maven(project.child(), project.file(folder), 'lambda-image:invoke',
            "-Dlambda-image.from=${from}".toString(), '-Dlambda-image.event={"item": "coffee", "count": 3}')
    }
    def jre = "${project.registry().authority()}/jre:17".toString()
    def jar = '/aws-lambda-java-runtime-interface-client-'
    assert order('of-aws', project.base(), '').log().any {
        it ==~ /"3 of coffee by .*${jar}2\.10\.1\.jar"/ && !it.contains('/var/task/') }
    assert order('newest', jre, '<runtimeInterfaceClient>true</runtimeInterfaceClient>').log()
        .any { it ==~ /"3 of coffee by .*\/var\/task\/lib${jar}2\.10\.1\.jar"/ }
    assert order('older', jre, '<runtimeInterfaceClient>2.9.0</runtimeInterfaceClient>').log()
        .any { it ==~ /"3 of coffee by .*\/var\/task\/lib${jar}2\.9\.0\.jar"/ }

    // Who the image says it is, on the Java of the base; what Lambda's service sets, the host has the last word on.
    def about = { String folder, String from, String more, int seconds, String event ->
        project.copyTo(folder, 'src')
        def environment = '<environment><AWS_LAMBDA_FUNCTION_NAME>orders</AWS_LAMBDA_FUNCTION_NAME>' +
            '<AWS_LAMBDA_FUNCTION_MEMORY_SIZE>512</AWS_LAMBDA_FUNCTION_MEMORY_SIZE>' +
            "<AWS_LAMBDA_FUNCTION_TIMEOUT>${seconds}</AWS_LAMBDA_FUNCTION_TIMEOUT><AWS_REGION>us-west-2</AWS_REGION>"
        project.file("${folder}/pom.xml").toFile().text =
            pom.replace('Orders::order', 'Orders::about').replace('</handler>', "</handler>${more}")
                .replace('<environment>', environment)
        project.maven(project.child().withEnvironment('AWS_REGION', 'eu-west-3'), project.file(folder),
            'lambda-image:invoke',
            "-Dlambda-image.from=${from}".toString(), "-Dlambda-image.event=${event}".toString())
    }
    assert about('identity', project.base(), '', 60, '{}')
        .says('"orders by AWS_Lambda_java17 in eu-west-3 with the heap of 512 MB"')
    assert about('identity-late', project.base(), '', 6, '{"sleep": true}').says('Task timed out after 6.00 seconds')
    assert about('identity-on-a-jre', jre, '<runtimeInterfaceClient>true</runtimeInterfaceClient>', 60, '{}')
        .says('"orders by null in eu-west-3 with the heap of 512 MB"')

    // What is for newer Javas alone: a folder answers as the jar of it would on the base.
    def release = { String folder, String from, String more ->
        project.copyTo(folder, 'src')
        project.file("${folder}/pom.xml").toFile().text =
            pom.replace('Orders::order', 'Orders::release').replace('</handler>', "</handler>${more}")
        project.maven(project.child(), project.file(folder), 'lambda-image:invoke', 'lambda-image:push',
            "-Dlambda-image.from=${from}".toString(), "-Dlambda-image.tags=${folder}".toString())
    }
    assert release('versions', project.base(), '').says('"class for 17, resource for 17"')
    assert project.image('versions').text('var/task/release.txt') == '17'
    assert project.image('versions').text('var/task/META-INF/versions/21/release.txt') == '21'
    assert release('versions-on-a-jre', jre, '<runtimeInterfaceClient>true</runtimeInterfaceClient>')
        .says('"class for 17, resource for 17"')
    def newer = project.maven('lambda-image:push',
        "-Dlambda-image.from=${project.registry().authority()}/lambda/java:21".toString(), '-Dlambda-image.tags=newer')
    assert newer.isSuccess()
    assert project.image('newer').text('var/task/release.txt') == '21'

    def wrong = invoke('-Dlambda-image.runWith=magic')
    assert wrong.says("<runWith> 'magic' is not valid. Use 'namespace', 'engine' or 'process'")
}
return true
