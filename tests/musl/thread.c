/* Calls the program of tests/bare in a thread with the stack that musl gives one by itself. */
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>

#ifdef __GLIBC__
#error "this is another C library"
#endif

int program(void) __asm__(PROGRAM);

static void* run(void* nothing) {
    (void)nothing;
    return (void*)(intptr_t)program();
}

int main(void) {
    pthread_attr_t attributes;
    pthread_t thread;
    size_t stack = 0;
    void* wrong = &thread;
    pthread_attr_init(&attributes);
    pthread_attr_getstacksize(&attributes, &stack);
    if (pthread_create(&thread, NULL, run, NULL) != 0 || pthread_join(thread, &wrong) != 0) return 2;
    printf("a stack of %zu bytes: %s\n", stack, wrong ? "wrong" : "right");
    return wrong != NULL;
}
