# Two stages, and nothing but the program in the second
FROM scratch AS build
COPY busybox /bin/busybox
RUN ["/bin/busybox", "sh", "-c", "/bin/busybox --install -s /bin"]
ENV PATH=/bin
COPY . /src
RUN sh /src/app/build /src /app

FROM scratch
COPY --from=build /app /app
ENV PATH=/bin
ENTRYPOINT ["/app/lookup"]
