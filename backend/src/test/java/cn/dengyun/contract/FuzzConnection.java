package cn.dengyun.contract;

import io.restassured.RestAssured;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A plain socket to the platform, which is kept as long as both sides keep it. */
final class FuzzConnection implements AutoCloseable {

    /** Longer than the platform waits for anything of a caller. */
    private static final int TIMEOUT_MILLIS = 60_000;

    static final int MAX_BYTES = 4 << 20;
    private static final int MAX_LINE = 1 << 16;

    private Socket socket;
    private InputStream in;

    /** Sends a request and reads its answer; {@link FuzzAnswer#NONE} when the platform hangs up without one. */
    FuzzAnswer ask(FuzzRequest request) throws IOException {
        boolean isKept = socket != null;
        if (!request.isFramed) {
            close();
        }
        FuzzAnswer answer = exchange(request);
        if (answer.status() == 0 && isKept && request.isFramed) {
            // The platform may have closed a connection that nobody used for a while.
            close();
            answer = exchange(request);
        }
        if (!request.isFramed || !answer.isKept()) {
            close();
        }
        return answer;
    }

    private FuzzAnswer exchange(FuzzRequest request) throws IOException {
        if (socket == null) {
            socket = new Socket("localhost", RestAssured.port);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }
        try {
            send(request);
            return read(request);
        } catch (SocketTimeoutException e) {
            close();
            return FuzzAnswer.LATE;
        } catch (IOException e) {
            close();
            return FuzzAnswer.NONE;
        }
    }

    private void send(FuzzRequest request) {
        try {
            socket.getOutputStream().write(request.bytes());
            socket.getOutputStream().flush();
            if (!request.isFramed) {
                socket.shutdownOutput();
            }
        } catch (IOException e) {
            // The platform may refuse before it has read everything; what it said is still there to be read.
            return;
        }
    }

    private FuzzAnswer read(FuzzRequest request) throws IOException {
        FuzzAnswer head = head();
        while (head.status() >= 100 && head.status() < 200 && head.status() != 101) {
            head = head();
        }
        boolean hasBody = !request.isHead()
                && head.status() >= 200
                && head.status() != 204
                && head.status() != 304
                && !head.type().startsWith("text/event-stream");
        return hasBody ? head.with(body(head)) : head;
    }

    private FuzzAnswer head() throws IOException {
        String status = line();
        if (status.isEmpty()) {
            return FuzzAnswer.NONE;
        }
        if (!status.matches("HTTP/1\\.[01] [0-9]{3}( .*)?")) {
            return FuzzAnswer.OTHER;
        }
        List<FuzzRequest.Header> headers = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = Math.max(line.indexOf(':'), 0);
            headers.add(new FuzzRequest.Header(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return new FuzzAnswer(Integer.parseInt(status.substring(9, 12)), headers, new byte[0], true);
    }

    private byte[] body(FuzzAnswer head) throws IOException {
        if (head.header("Transfer-Encoding").equals("chunked")) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = chunkSize(); size > 0 && body.size() < MAX_BYTES; size = chunkSize()) {
                body.writeBytes(in.readNBytes(size));
                line();
            }
            if (body.size() < MAX_BYTES) {
                line();
            } else {
                close();
            }
            return body.toByteArray();
        }
        String length = head.header("Content-Length");
        return length.isEmpty() ? in.readNBytes(MAX_BYTES) : in.readNBytes(Integer.parseInt(length));
    }

    private int chunkSize() throws IOException {
        String size = line();
        return size.isEmpty() ? 0 : Integer.parseInt(size, 16);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n' && line.size() < MAX_LINE; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
