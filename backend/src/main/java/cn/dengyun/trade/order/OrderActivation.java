package cn.dengyun.trade.order;

import cn.dengyun.platform.operation.PlausibleDay;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * That a service has begun.
 *
 * @param at null: now
 */
@Schema(name = "OrderActivationRequest", description = "That the service of an order has begun")
public record OrderActivation(
        @Size(max = 200)
        @Pattern(regexp = "^\\S(.*\\S)?$")
        @Schema(nullable = true, description = "What the provider calls the service", examples = "ecs-hf-20180901-0042")
        String serviceReference,

        @PlausibleDay
        @Schema(
                nullable = true,
                description = "When it began, after the order was accepted and not in the future; now when absent")
        Instant at) {}
