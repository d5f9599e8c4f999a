# The table before the program: what changes seldom first, for the cache
FROM scratch AS build
COPY busybox /bin/busybox
RUN ["/bin/busybox", "sh", "-c", "/bin/busybox --install -s /bin"]
ENV PATH=/bin
COPY data /src/data
COPY app /src/app
RUN sh /src/app/build /src /app && mkdir /tools && cp /bin/busybox /tools && for name in sh awk cat gzip; do ln -s busybox /tools/$name; done

FROM scratch
COPY --from=build /tools /bin
COPY --from=build /app /app
ENV PATH=/bin
ENTRYPOINT ["/app/lookup"]
