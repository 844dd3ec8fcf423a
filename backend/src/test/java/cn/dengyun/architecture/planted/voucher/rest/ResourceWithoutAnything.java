package cn.dengyun.architecture.planted.voucher.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;

public class ResourceWithoutAnything {

    @GET
    public String read() {
        return "";
    }

    @POST
    public String write() {
        return "";
    }
}
