package com.example;

import java.util.List;

/** Handlers of one type each. */
public class Typed {

  public record Order(String item, int count) {}

  public static class Bean {
    private String item;

    public String getItem() {
      return item;
    }

    public void setItem(String item) {
      this.item = item;
    }
  }

  public String bean(Bean bean) {
    return bean == null ? "no bean" : "a bean with " + bean.getItem();
  }

  public Integer number(Integer number) {
    return number == null ? null : number + 1;
  }

  public String text(String text) {
    return text == null ? "no text" : text + "!";
  }

  public List<Integer> list(List<Integer> list) {
    return list;
  }

  public void nothing(String text) {}
}
