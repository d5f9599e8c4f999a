package dev.autoresearch.proposers.acp;

import com.agentclientprotocol.sdk.agent.AcpAgent;
import com.agentclientprotocol.sdk.agent.SyncPromptContext;
import com.agentclientprotocol.sdk.agent.transport.StdioAcpAgentTransport;
import com.agentclientprotocol.sdk.error.AcpProtocolException;
import com.agentclientprotocol.sdk.spec.AcpSchema;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A program that is an agent by the protocol's own kit for Java: it does what the first word of a prompt says with the
/// file that the second names.
final class SdkAgent {
    private static final String SESSION = "kit-session";
    private static final CountDownLatch CANCELLED = new CountDownLatch(1);

    private SdkAgent() {}

    public static void main(String[] arguments) {
        AcpAgent.sync(new StdioAcpAgentTransport()).requestTimeout(Duration.ofSeconds(30))
                .initializeHandler(asked -> new AcpSchema.InitializeResponse(asked.protocolVersion(),
                        new AcpSchema.AgentCapabilities(false, null, null), List.of(),
                        new AcpSchema.Implementation("kit", "0.14.0"), null))
                .newSessionHandler(asked -> new AcpSchema.NewSessionResponse(SESSION,
                        new AcpSchema.SessionModeState("ask", List.of(new AcpSchema.SessionMode("ask", "Ask", ""),
                                new AcpSchema.SessionMode("code", "Code", ""))),
                        null))
                .setSessionModeHandler(asked -> new AcpSchema.SetSessionModeResponse())
                .cancelHandler(asked -> CANCELLED.countDown())
                .promptHandler(SdkAgent::act).build().run();
    }

    private static AcpSchema.PromptResponse act(AcpSchema.PromptRequest prompt, SyncPromptContext client) {
        String[] words = prompt.text().split(" ", 2);
        switch (words[0]) {
            case "edit" -> {
                client.sendMessage("I look first.");
                tool(client, AcpSchema.ToolKind.EDIT, words[1], AcpSchema.ToolCallStatus.PENDING);
                if (permitted(client, AcpSchema.ToolKind.EDIT, words[1])) {
                    client.writeFile(words[1], client.readFile(words[1]).replace("41", "42"));
                    tool(client, AcpSchema.ToolKind.EDIT, words[1], AcpSchema.ToolCallStatus.COMPLETED);
                    client.sendMessage("Changed it.");
                } else {
                    client.sendMessage("I was not allowed to.");
                }
                client.sendUpdate(SESSION, new AcpSchema.UsageUpdate("usage_update", 1000L, 100_000L,
                        new AcpSchema.Cost(0.25, "USD"), null));
            }
            case "force" -> {
                try {
                    client.writeFile(words[1], "forced");
                    client.sendMessage("It went through.");
                } catch (RuntimeException e) {
                    client.sendMessage("Refused: " + e.getMessage());
                }
            }
            case "run" -> client.sendMessage(permitted(client, AcpSchema.ToolKind.EXECUTE, words[1]) ? "yes" : "no");
            case "wait" -> {
                client.sendMessage("waiting");
                if (await()) {
                    return new AcpSchema.PromptResponse(AcpSchema.StopReason.CANCELLED);
                }
            }
            default -> throw new AcpProtocolException(-32000, "Authentication required");
        }
        return new AcpSchema.PromptResponse(AcpSchema.StopReason.END_TURN);
    }

    private static boolean permitted(SyncPromptContext client, AcpSchema.ToolKind kind, String file) {
        var call = new AcpSchema.ToolCallUpdate("t1", "touch " + file, kind, AcpSchema.ToolCallStatus.PENDING,
                List.of(),
                List.of(new AcpSchema.ToolCallLocation(file, 1)), null, null);
        AcpSchema.RequestPermissionResponse answer = client
                .requestPermission(new AcpSchema.RequestPermissionRequest(SESSION, call,
                        List.of(new AcpSchema.PermissionOption("yes", "Yes", AcpSchema.PermissionOptionKind.ALLOW_ONCE),
                                new AcpSchema.PermissionOption("no", "No",
                                        AcpSchema.PermissionOptionKind.REJECT_ONCE))));
        return answer.outcome() instanceof AcpSchema.PermissionSelected selected && selected.optionId().equals("yes");
    }

    private static void tool(SyncPromptContext client, AcpSchema.ToolKind kind, String file,
            AcpSchema.ToolCallStatus status) {
        client.sendUpdate(SESSION, new AcpSchema.ToolCall("tool_call", "t1", "touch " + file, kind, status, List.of(),
                List.of(new AcpSchema.ToolCallLocation(file, 1)), null, null, null));
    }

    private static boolean await() {
        try {
            return CANCELLED.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }
}
