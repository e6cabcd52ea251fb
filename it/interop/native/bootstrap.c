/* A custom runtime as small as can be: takes events from Lambda's Runtime API and answers with the
 * event and the handler. Under the name `watcher` it is an extension, which says what it is told
 * of. Linked statically, it needs nothing of the base. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#define API "/2018-06-01/runtime/invocation/"
#define EXTENSION "/2020-01-01/extension/"
#define EVENTS "{\"events\":[\"INVOKE\",\"SHUTDOWN\"]}"

static char message[64 * 1024];

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static int connect_to(const char *api) {
  char host[64];
  int port;
  struct sockaddr_in address = {.sin_family = AF_INET};
  if (sscanf(api, "%63[0-9.]:%d", host, &port) != 2 ||
      inet_pton(AF_INET, host, &address.sin_addr) != 1) {
    fail("AWS_LAMBDA_RUNTIME_API");
  }
  address.sin_port = htons(port);
  int connection = socket(AF_INET, SOCK_STREAM, 0);
  if (connection < 0 || connect(connection, (struct sockaddr *)&address, sizeof address) < 0) {
    fail("connect");
  }
  return connection;
}

/* Sends a request and reads the answer to its end, which is the end of the connection. */
static char *call(const char *api, const char *request) {
  int connection = connect_to(api);
  size_t length = 0;
  ssize_t count;
  if (write(connection, request, strlen(request)) < 0) {
    fail("write");
  }
  while ((count = read(connection, message + length, sizeof message - 1 - length)) > 0) {
    length += count;
  }
  message[length] = '\0';
  close(connection);
  char *body = strstr(message, "\r\n\r\n");
  if (body == NULL) {
    fail("no answer");
  }
  return body + 4;
}

static char *header(const char *name) {
  static char value[128];
  for (char *line = message; line != NULL; line = strchr(line, '\n')) {
    line += *line == '\n';
    if (strncasecmp(line, name, strlen(name)) == 0 && line[strlen(name)] == ':') {
      sscanf(line + strlen(name) + 1, " %127[^\r\n]", value);
      return value;
    }
  }
  fail(name);
  return NULL;
}

static char request[96 * 1024];

static void extension(const char *api) {
  const char *told = "";
  char id[128];
  sprintf(request,
          "POST " EXTENSION "register HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n"
          "Lambda-Extension-Name: watcher\r\nContent-Length: %zu\r\n\r\n%s",
          api, strlen(EVENTS), EVENTS);
  printf("watcher: registered with %s\n", call(api, request));
  fflush(stdout);
  strcpy(id, header("Lambda-Extension-Identifier"));
  while (strstr(told, "SHUTDOWN") == NULL) {
    sprintf(request,
            "GET " EXTENSION "event/next HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n"
            "Lambda-Extension-Identifier: %s\r\n\r\n",
            api, id);
    told = call(api, request);
    printf("watcher: told of %s\n", told);
    fflush(stdout);
  }
}

static void invocation(const char *api, const char *handler) {
  static char answer[80 * 1024];
  sprintf(request, "GET " API "next HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", api);
  char *event = call(api, request);
  sprintf(answer, "{\"handler\":\"%s\",\"event\":%s}", handler, event);
  sprintf(request,
          "POST " API "%s/response HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n"
          "Content-Length: %zu\r\n\r\n%s",
          header("Lambda-Runtime-Aws-Request-Id"), api, strlen(answer), answer);
  call(api, request);
}

int main(int count, char **arguments) {
  const char *api = getenv("AWS_LAMBDA_RUNTIME_API"), *handler = getenv("_HANDLER");
  if (api == NULL || handler == NULL || count < 1) {
    fail("environment");
  }
  if (strstr(arguments[0], "watcher") != NULL) {
    extension(api);
    return 0;
  }
  while (1) {
    invocation(api, handler);
  }
}
