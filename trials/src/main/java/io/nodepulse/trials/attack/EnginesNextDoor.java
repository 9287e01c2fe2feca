package io.nodepulse.trials.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nodepulse.trials.attack.Attack.Attempt;
import io.nodepulse.trials.attack.Attack.Finding;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.StringJoiner;

/** Another account of the machine talks to the engines that the services use. */
final class EnginesNextDoor implements Attempt {

    private static final List<String> ROLES = List.of("postgres", "nodepulse");
    private static final String JDBC = "jdbc:";

    @Override
    public Finding on(AttackedSystem target) throws IOException {
        String valkey = valkey(URI.create(target.system().valkeyAddress()));
        StringJoiner told = new StringJoiner(", ");
        told.add("Valkey: " + valkey);
        boolean held = valkey.startsWith("-NOAUTH");
        URI postgres = URI.create(target.system().jdbcUrl().substring(JDBC.length()));
        for (String role : ROLES) {
            String answer = postgres(postgres, role);
            told.add("PostgreSQL as " + role + ": " + answer);
            held &= !answer.equals("in");
        }
        return new Finding(held, told.toString());
    }

    /** The first line of what it says to somebody who asks for all keys. */
    private static String valkey(URI address) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write("KEYS *\r\n".getBytes(US_ASCII));
            byte[] answer = new byte[100];
            int length = socket.getInputStream().read(answer);
            return new String(answer, 0, Math.max(0, length), US_ASCII).strip();
        }
    }

    private static String postgres(URI address, String role) {
        String url =
                "jdbc:postgresql://%s:%d/postgres?user=%s"
                        .formatted(address.getHost(), address.getPort(), role);
        try (Connection connection = DriverManager.getConnection(url)) {
            return connection.isValid(1) ? "in" : "nearly in";
        } catch (SQLException e) {
            return "SQLSTATE " + e.getSQLState();
        }
    }
}
