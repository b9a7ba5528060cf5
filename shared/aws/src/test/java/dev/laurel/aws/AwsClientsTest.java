package dev.laurel.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;

final class AwsClientsTest {
  @Test
  void endpoint_withoutOverride_isAws() {
    assertThat(AwsClients.endpoint(Map.of("STAGE", "production"), "KMS")).isEmpty();
  }

  @Test
  void endpoint_ofTheService_goesBeforeTheCommonOne() {
    Map<String, String> env =
        Map.of(
            "STAGE", "emulator",
            "AWS_ENDPOINT_URL", "http://127.0.0.1:4566",
            "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9000");
    assertThat(AwsClients.endpoint(env, "S3")).contains(URI.create("http://127.0.0.1:9000"));
    assertThat(AwsClients.endpoint(env, "KMS")).contains(URI.create("http://127.0.0.1:4566"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_KMS", "AWS_ENDPOINT_URL_S3"})
  void endpoint_inProduction_isRefusedWhicheverServiceItNames(String name) {
    Map<String, String> env = Map.of("STAGE", "production", name, "http://127.0.0.1:4566");
    assertThatThrownBy(() -> AwsClients.endpoint(env, "KMS"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("STAGE=production");
  }

  @Test
  void endpoint_withoutStage_isRefused() {
    assertThatThrownBy(
            () -> AwsClients.endpoint(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:1"), "KMS"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("STAGE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:4566", "file:///etc", "http:// x", "http:///path"})
  void endpoint_thatIsNoUrl_isRefused(String text) {
    assertThatThrownBy(
            () -> AwsClients.endpoint(Map.of("STAGE", "local", "AWS_ENDPOINT_URL", text), "KMS"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AWS_ENDPOINT_URL is not an http or https URL");
  }

  @Test
  void region_comesFromTheEnvironment() {
    assertThat(AwsClients.region(Map.of("AWS_REGION", "eu-north-1"))).contains(Region.EU_NORTH_1);
    assertThat(AwsClients.region(Map.of())).isEmpty();
  }
}
