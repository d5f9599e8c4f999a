# Pack the shell's program itself, unpacked at every start
FROM scratch AS build
COPY busybox /bin/busybox
RUN ["/bin/busybox", "sh", "-c", "/bin/busybox --install -s /bin"]
ENV PATH=/bin
COPY . /src
RUN sh /src/app/build /src /app && bzip2 -9 /app/stations.csv && mkdir /tools && gzip -9 -c /bin/busybox >/tools/busybox && chmod 755 /tools/busybox && for name in sh awk bzip2; do ln -s busybox /tools/$name; done

FROM scratch
COPY --from=build /tools /bin
COPY --from=build /app /app
ENV PATH=/bin
ENTRYPOINT ["/app/lookup"]
